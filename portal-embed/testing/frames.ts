/** Video messages as an agent makes them, in chunks where they are large, and the pictures inside them. */
import { crc32, deflateSync } from 'node:zlib';
import { encodeAgentMessage, FrameEncoding, FrameKind, limits } from '@ringside/protocol';
import sharp from 'sharp';

/** Pixels as R, G, B, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

export interface FrameSpec {
  readonly display: number;
  readonly epoch?: number;
  readonly frame: number;
  /** TILES unless told. */
  readonly kind?: FrameKind;
  readonly base?: number;
  readonly tileX?: number;
  readonly tileY?: number;
  readonly tilesWide: number;
  readonly tilesHigh: number;
  readonly encoding: FrameEncoding;
  readonly image: Uint8Array;
  readonly capturedUs?: number;
  /** Unless told, each frame is an update of its own. */
  readonly lastOfUpdate?: boolean;
  /** Bytes a chunk; the wire's limit unless told. */
  readonly chunkBytes?: number;
}

export function frameMessages(spec: FrameSpec): readonly Uint8Array[] {
  const { image, chunkBytes = limits.chunkBytes, epoch = 1, tileX = 0, tileY = 0, capturedUs = 1, ...rest } = spec;
  const chunks = Math.max(1, Math.ceil(image.length / chunkBytes));
  return Array.from({ length: chunks }, (_, chunk) => {
    const payload = image.subarray(chunk * chunkBytes, (chunk + 1) * chunkBytes);
    const { display, frame, tilesWide, tilesHigh, encoding } = rest;
    const { kind = FrameKind.FRAME_KIND_TILES, base = 0 } = rest;
    const prefix = { display, epoch, frame, kind, base, tileX, tileY, tilesWide, tilesHigh };
    const lastOfUpdate = chunk === chunks - 1 && spec.lastOfUpdate !== false;
    return encodeAgentMessage({
      frame: { ...prefix, chunk, chunks, update: frame, lastOfUpdate, capturedUs, encoding, payload },
    });
  });
}

type Place = Pick<FrameSpec, 'display' | 'frame' | 'tileX' | 'tileY' | 'tilesWide' | 'tilesHigh' | 'lastOfUpdate'>;

/** Pixels moved: each comes from (dx, dy) beside its place. */
export function copyMessages(
  place: Place & { readonly epoch?: number },
  dx: number,
  dy: number,
): readonly Uint8Array[] {
  const image = new Uint8Array(4);
  new DataView(image.buffer).setInt16(0, dx, true);
  new DataView(image.buffer).setInt16(2, dy, true);
  const { FRAME_KIND_COPY: kind } = FrameKind;
  const encoding = FrameEncoding.FRAME_ENCODING_COPY;
  return frameMessages({ ...place, kind, base: place.frame - 1, encoding, image });
}

/** A part of a stream; a key frame when it has no base. */
export function streamMessages(
  place: Place & { readonly epoch?: number; readonly base?: number },
  image: Uint8Array,
): readonly Uint8Array[] {
  const { FRAME_KIND_VIDEO_KEY, FRAME_KIND_VIDEO_DELTA } = FrameKind;
  const kind = place.base === undefined ? FRAME_KIND_VIDEO_KEY : FRAME_KIND_VIDEO_DELTA;
  return frameMessages({ ...place, kind, encoding: FrameEncoding.FRAME_ENCODING_H264, image });
}

/** A picture in which every pixel differs from its neighbours; `seed` makes another one. */
export function testPicture(width: number, height: number, seed = 1): Picture {
  const rgb = new Uint8Array(width * height * 3);
  let state = seed * 2_654_435_761;
  for (let index = 0; index < rgb.length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    rgb[index] = state >>> 24;
  }
  return { width, height, rgb };
}

export async function encodePng({ width, height, rgb }: Picture): Promise<Uint8Array> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 3 })
    .toBuffer();
}

export async function encodeWebp({ width, height, rgb }: Picture): Promise<Uint8Array> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .webp({ lossless: true, effort: 0 })
    .toBuffer();
}

export async function encodeJpeg({ width, height, rgb }: Picture, quality = 80): Promise<Uint8Array> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
}

/** Pixels of few colours, as indices of them. */
export interface FlatPicture {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB. */
  readonly palette: readonly number[];
  readonly indices: Uint8Array;
}

/** @param filter of every row: PNG's filter type */
export function encodeFlatPng({ width, height, palette, indices }: FlatPicture, filter = 0): Uint8Array<ArrayBuffer> {
  const rows = Buffer.alloc((width + 1) * height, filter);
  for (let y = 0; y < height; y++) {
    rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const colours = Buffer.alloc(palette.length * 3);
  for (const [index, colour] of palette.entries()) colours.writeUIntBE(colour, index * 3, 3);
  return pngOf([
    ['IHDR', header],
    ['PLTE', colours],
    ['IDAT', deflateSync(rows)],
    ['IEND', Buffer.alloc(0)],
  ]);
}

/** A PNG of these chunks. */
export function pngOf(chunks: readonly (readonly [type: string, content: Uint8Array])[]): Uint8Array<ArrayBuffer> {
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const parts = chunks.flatMap(([type, content]) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    const checked = Buffer.concat([Buffer.from(type, 'latin1'), content]);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(checked));
    return [length, checked, checksum];
  });
  return new Uint8Array(Buffer.concat([signature, ...parts]));
}
