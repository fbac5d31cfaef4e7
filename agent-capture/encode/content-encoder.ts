/**
 * Chooses how a rectangle is encoded by what is in it: one colour as that colour, few colours as a palette PNG,
 * pictures as JPEG while they move and as true-colour PNG when they must be exact.
 */
import { FrameEncoding, limits } from '@ringside/protocol';
import type { Content, EncodedImage, Fidelity, ImageEncoder, PixelArea } from './image-encoder.ts';
import { encodeJpeg } from './jpeg-encoder.ts';
import { encodeLimits } from './limits.ts';
import { indexColours, onlyColour, palette } from './palette.ts';
import { encodePalettePng } from './palette-png.ts';
import { encodeTrueColourPng } from './true-colour-png.ts';

const { FRAME_ENCODING_JPEG: jpeg, FRAME_ENCODING_PNG: png } = FrameEncoding;

export function createContentEncoder(): ImageEncoder {
  /** Used only between indexing and deflating, which happen in one go. */
  let indices = new Uint8Array(0);

  async function encodePicture(area: PixelArea, place: Place, how: How): Promise<EncodedImage> {
    if (how.fidelity === 'quick') {
      return { ...place, encoding: jpeg, payload: await encodeJpeg(area, how.quality), exact: false };
    }
    return { ...place, encoding: png, payload: await encodeTrueColourPng(area), exact: true };
  }

  function encodeFlat(area: PixelArea, place: Place, how: How): (EncodedImage | Promise<EncodedImage>)[] {
    const colour = onlyColour(area);
    if (colour !== undefined) return [solid(place, colour)];
    const length = (area.width + 1) * area.height;
    if (indices.length < length) indices = new Uint8Array(length);
    const colours = indexColours(area, indices);
    if (colours > 0) {
      const payload = encodePalettePng(area.width, area.height, indices.subarray(0, length), palette, colours);
      return [{ ...place, encoding: png, payload, exact: true }];
    }
    const pixels = area.width * area.height;
    // Colours that come thick and fast are a gradient or the like; parts of it would fare no better.
    const isDense = -colours < pixels * encodeLimits.splitWorthwhileShare;
    if (isDense || pixels <= encodeLimits.smallPixels) return [encodePicture(area, place, how)];
    return halves(area, place).flatMap(([half, at]) => encodeFlat(half, at, how));
  }

  return {
    async encode(
      area: PixelArea,
      content: Content,
      fidelity: Fidelity,
      quality: number = encodeLimits.jpegQuality,
    ): Promise<readonly EncodedImage[]> {
      const whole = { x: 0, y: 0, width: area.width, height: area.height };
      if (content === 'picture') return [await encodePicture(area, whole, { fidelity, quality })];
      const isSmall = area.width * area.height <= encodeLimits.smallPixels;
      return Promise.all(encodeFlat(area, whole, { fidelity: isSmall ? 'exact' : fidelity, quality }));
    },
  };
}

interface How {
  readonly fidelity: Fidelity;
  readonly quality: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function solid(place: Place, colour: number): EncodedImage {
  const payload = Uint8Array.of(colour >>> 16, (colour >>> 8) & 0xff, colour & 0xff);
  return { ...place, encoding: FrameEncoding.FRAME_ENCODING_SOLID, payload, exact: true };
}

/** Cuts between two tiles: rows first, so that the parts stay wide. */
function halves(area: PixelArea, place: Place): [PixelArea, Place][] {
  if (area.height > limits.tilePixels) {
    const cut = limits.tilePixels * Math.ceil(area.height / limits.tilePixels / 2);
    return [
      [
        { ...area, height: cut },
        { ...place, height: cut },
      ],
      [
        { ...area, offset: area.offset + cut * area.stride, height: area.height - cut },
        { ...place, y: place.y + cut, height: place.height - cut },
      ],
    ];
  }
  const cut = limits.tilePixels * Math.ceil(area.width / limits.tilePixels / 2);
  return [
    [
      { ...area, width: cut },
      { ...place, width: cut },
    ],
    [
      { ...area, offset: area.offset + cut, width: area.width - cut },
      { ...place, x: place.x + cut, width: place.width - cut },
    ],
  ];
}
