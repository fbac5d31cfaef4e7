/**
 * How alike two pictures look, from 0 to 1: structural similarity (Wang et al. 2004) of their luma, over windows of
 * 8 by 8 pixels, four apart. Pure.
 */
const edge = 8;
const stride = 4;
/** The paper's constants, for values from 0 to 255. */
const c1 = (0.01 * 255) ** 2;
const c2 = (0.03 * 255) ** 2;

/** BT.601 luma of pixels of 4 bytes: blue, green, red, unused. */
export function lumaOf(bgrx: Buffer): Float32Array {
  const luma = new Float32Array(bgrx.length / 4);
  for (let pixel = 0; pixel < luma.length; pixel++) {
    const at = pixel * 4;
    luma[pixel] = 0.114 * (bgrx[at] ?? 0) + 0.587 * (bgrx[at + 1] ?? 0) + 0.299 * (bgrx[at + 2] ?? 0);
  }
  return luma;
}

/** @param first luma of a picture of this width, @param second of another one of its size */
export function similarity(first: Float32Array, second: Float32Array, width: number): number {
  const height = first.length / width;
  let sum = 0;
  let windows = 0;
  for (let top = 0; top + edge <= height; top += stride) {
    for (let left = 0; left + edge <= width; left += stride) {
      sum += similarityOf(first, second, width, left, top);
      windows++;
    }
  }
  return sum / windows;
}

function similarityOf(first: Float32Array, second: Float32Array, width: number, left: number, top: number): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + edge; y++) {
    for (let at = y * width + left; at < y * width + left + edge; at++) {
      const a = first[at] ?? 0;
      const b = second[at] ?? 0;
      sumA += a;
      sumB += b;
      sumAA += a * a;
      sumBB += b * b;
      sumAB += a * b;
    }
  }
  const n = edge * edge;
  const [meanA, meanB] = [sumA / n, sumB / n];
  const varianceA = sumAA / n - meanA * meanA;
  const varianceB = sumBB / n - meanB * meanB;
  const covariance = sumAB / n - meanA * meanB;
  return (
    ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
    ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2))
  );
}
