/** What the agent makes of small changes is in the form that the viewer decodes without a hop to another thread. */
import { FrameEncoding } from '@ringside/protocol';
import { expect, test } from 'vitest';
import { createContentEncoder } from '../agent-capture/encode/content-encoder.ts';
import { decodePalettePng } from '../portal-embed/decode/palette-png.ts';

test.each([
  [64, 64],
  [128, 128],
  [256, 64],
  [64, 256],
  [57, 13],
])('VID-4: text in %i x %i pixels comes through exactly', async (width, height) => {
  const colours = [0x20_28_30, 0xff_ff_ff, 0x01_80_fe];
  const pixels = Uint32Array.from({ length: width * height }, (_, at) => {
    return colours[at % 7 === 0 ? 1 : Math.floor(at / 31) % 5 === 0 ? 2 : 0] as number;
  });
  const area = { pixels, offset: 0, stride: width, width, height };
  const [image, ...others] = await createContentEncoder().encode(area, 'flat', 'quick');
  expect(others).toEqual([]);
  expect(image?.encoding).toBe(FrameEncoding.FRAME_ENCODING_PNG);
  const decoded = decodePalettePng(new Uint8Array(image?.payload ?? []));
  expect(decoded).toMatchObject({ width, height });
  const shown = new Uint32Array(width * height);
  decoded?.write({ pixels: shown, stride: width });
  const bytes = new Uint8Array(shown.buffer);
  const rgb = Array.from(shown, (_, at) => [...bytes.subarray(at * 4, at * 4 + 4)]);
  expect(rgb).toEqual([...pixels].map((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff, 255]));
});
