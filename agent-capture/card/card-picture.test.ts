import { describe, expect, it } from 'vitest';
import { type CreateSurface, loadCanvas } from '../drawing/canvas.ts';
import { type CardDrawing, type CardRequest, drawCard } from './card-picture.ts';
import { cardText, noticeText } from './card-words.ts';

const space = { inner: { x: 20, y: 20, width: 1240, height: 760 }, density: 1 };

function request(name: string, reason = '', pressed: CardRequest['pressed'] = undefined): CardRequest {
  const person = { session: 's1', name, permission: 'view', reason, away: false } as const;
  return { text: cardText([person], () => 0), space, pressed };
}

/** Rows in which anything differs. */
function differing(a: Buffer, b: Buffer, width: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row * width * 4 < a.length; row++) {
    const [from, to] = [row * width * 4, (row + 1) * width * 4];
    if (a.compare(b, from, to, from, to) !== 0) rows.push(row);
  }
  return rows;
}

async function draw(createSurface: CreateSurface, of: CardRequest) {
  const drawn = drawCard(createSurface, of);
  if (drawn === undefined) throw new Error('There is no room for the card.');
  return drawn;
}

function ejectOf(controls: CardDrawing['controls']): CardDrawing['controls'][number]['rect'] {
  const eject = controls.find(({ does }) => does === 'eject');
  if (eject === undefined) throw new Error('Nothing ejects.');
  return eject.rect;
}

describe('the picture of the card', () => {
  it('RING-4: is begun by the ring’s own red, and shows its control as pressed', async () => {
    const createSurface = await loadCanvas();
    const { picture, controls } = await draw(createSurface, request('Anna Müller'));
    const control = ejectOf(controls);
    expect(picture.bgrx.length).toBe(picture.width * picture.height * 4);
    expect(picture.bgrx.readUInt32LE(picture.width * 2) & 0xff_ffff).toBe(0xff_00_00);
    const pressed = await draw(createSurface, request('Anna Müller', '', 'eject'));
    const rows = differing(picture.bgrx, pressed.picture.bgrx, picture.width);
    expect(rows.every((row) => row >= control.y && row < control.y + control.height)).toBe(true);
    expect(rows.length).toBeGreaterThan(40);
    // Nothing of the words reaches the control.
    const long = await draw(createSurface, request('W'.repeat(60), 'W'.repeat(200)));
    const { width } = picture;
    for (let row = control.y; row < control.y + control.height; row++) {
      const at = ((ejectOf(long.controls).y + row - control.y) * width + control.x - 4) * 4;
      expect(long.picture.bgrx.readUInt32LE(at) & 0xff_ffff).toBe(0x0d_15_26);
    }
  });

  it('RING-4: accents piled up stay in their line, a long reason takes two', async () => {
    const createSurface = await loadCanvas();
    const plain = await draw(createSurface, request('Zoe'));
    const piled = await draw(createSurface, request(`Zo${'\u0301\u0323'.repeat(40)}e`));
    expect(piled.picture.height).toBe(plain.picture.height);
    const rows = differing(plain.picture.bgrx, piled.picture.bgrx, plain.picture.width);
    expect((rows.at(-1) ?? 0) - (rows[0] ?? 0)).toBeLessThan(27);
    const { height } = (await draw(createSurface, request('Zoe', 'word '.repeat(40)))).picture;
    expect(height - plain.picture.height).toBe(19);
  });

  it('RING-4: names in other scripts are drawn, not left out', async () => {
    const createSurface = await loadCanvas();
    const pictures = new Set<string>();
    for (const name of ['Ольга', 'Ωmega', 'Łukasz', 'אנה', 'ümlaut']) {
      pictures.add((await draw(createSurface, request(name))).picture.bgrx.toString('latin1'));
    }
    expect(pictures.size).toBe(5);
  });

  it('CMD-2: a notice of a restart is lower, and has no control', async () => {
    const createSurface = await loadCanvas();
    const text = noticeText({ restartsInSeconds: 1 });
    expect(text.people[0]?.name).toBe('Restarts in 1 second');
    const { picture, controls } = await draw(createSurface, { text, space, pressed: undefined });
    expect(controls).toEqual([]);
    const buttonPixel = (Math.round(picture.height / 2) * picture.width + picture.width - 60) * 4;
    expect(picture.bgrx.readUInt32LE(buttonPixel) & 0xff_ffff).toBe(0x0d_15_26);
  });

  it('SES-2: a question has its answers one below the other, with nothing of words or edges on them', async () => {
    const createSurface = await loadCanvas();
    const question = { session: 's2', name: 'Bo', permission: 'modify', reason: 'No sound', prompt: true } as const;
    const person = { session: 's1', name: 'Anna', permission: 'view', reason: '', away: false } as const;
    const asked = { text: cardText([], () => 0, question), space, pressed: undefined };
    const alone = await draw(createSurface, asked);
    expect(alone.controls.map(({ does }) => does)).toEqual(['allow', 'refuse']);
    const both = await draw(createSurface, { ...asked, text: cardText([person], () => 0, question) });
    expect(both.controls.map(({ does }) => does)).toEqual(['allow', 'refuse', 'eject']);
    for (const { picture, controls } of [alone, both]) {
      let below = 20;
      for (const { rect } of controls) {
        expect(rect.y).toBeGreaterThan(below);
        below = rect.y + rect.height;
      }
      expect(below).toBeLessThan(picture.height - 20);
    }
    const pressed = await draw(createSurface, { ...asked, pressed: 'allow' });
    const [allow] = alone.controls;
    const rows = differing(alone.picture.bgrx, pressed.picture.bgrx, alone.picture.width);
    expect([rows[0], rows.at(-1)]).toEqual([allow?.rect.y, (allow?.rect.y ?? 0) + (allow?.rect.height ?? 0) - 1]);
  });

  it('a display without room has no card', async () => {
    const inner = { x: 1, y: 1, width: 10, height: 10 };
    expect(drawCard(await loadCanvas(), { ...request('Anna'), space: { inner, density: 1 } })).toBeUndefined();
  });
});
