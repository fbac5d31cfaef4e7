import { describe, expect, it } from 'vitest';
import { type CardPerson, cardText, howLong, readable } from './card-words.ts';
import { cardLimits } from './limits.ts';

const anna: CardPerson = { session: 's1', name: 'Anna Müller', permission: 'modify', reason: 'No sound', away: false };

describe('the words of the card', () => {
  it.each([
    [-1, 'Just now'],
    [59_999, 'Just now'],
    [60_000, 'For 1 minute'],
    [59 * 60_000, 'For 59 minutes'],
    [60 * 60_000, 'For 1 hour'],
    [61 * 60_000, 'For 1 hour 1 minute'],
    [125 * 60_000, 'For 2 hours 5 minutes'],
  ])('RING-4: %d ms are said as "%s"', (ms, said) => expect(howLong(ms)).toBe(said));

  it('RING-4: says who, what for, how long and why, and how to end it', () => {
    expect(cardText([anna], () => 180_000)).toEqual({
      title: 'Remote access',
      people: [
        {
          name: 'Anna Müller',
          what: 'Sees and controls this room',
          why: 'For 3 minutes · Reason: \u2068No sound\u2069',
        },
      ],
      others: '',
      eject: 'End access',
      allow: '',
      refuse: '',
      keys: 'or Ctrl + Alt + End',
    });
    const [quiet] = cardText([{ ...anna, name: ' ', permission: 'view', reason: '' }], () => 0).people;
    expect(quiet).toEqual({
      name: 'An operator without a name',
      what: 'Sees the displays of this room',
      why: 'Just now · No reason given',
    });
    expect(cardText([{ ...anna, away: true }], () => 0).people[0]?.what).toBe('Connection lost, may come back');
  });

  it('RING-4: more people than there is room for are counted, and all are ejected together', () => {
    const five = Array.from({ length: 5 }, (_, index) => ({ ...anna, session: `s${index}` }));
    const { people, others, eject } = cardText(five, () => 0);
    expect([people.length, others, eject]).toEqual([cardLimits.people, 'and 2 more people', 'End for everyone']);
    expect(cardText(five.slice(0, 4), () => 0).others).toBe('and one more person');
  });

  it('RING-4: text from elsewhere can neither turn around, nor hide, nor break the lines', () => {
    expect(readable('\u202eaviD\u202c\u2066\u2069\u200f David', 60)).toBe('aviD David');
    expect(readable('a\u0000b\nc\u2028d\u200b\ufeffe\u{e0041}f\u061cg', 60)).toBe('a b c d e f g');
    expect(readable('  O\u0308zge   Ç\u0327elik ', 60)).toBe('Özge Ç\u0327elik'.normalize('NFC'));
    expect(readable('אנה מילר', 60)).toBe('אנה מילר');
    expect(readable('山田太郎 👩‍👩‍👧‍👦', 60)).toBe('山田太郎 👩‍👩‍👧‍👦');
  });

  it.each(['\u3164\u3164', '\u2800', '\u00ad\u034f', '\u180e \u115f', '\u200d\ufe0f', '\u0301', '\u{1d173}'])(
    'RING-4: what nobody can see is no name and no reason: %j',
    (nothing) => {
      const [person] = cardText([{ ...anna, name: nothing, reason: nothing }], () => 0).people;
      expect(person).toMatchObject({ name: 'An operator without a name', why: 'Just now · No reason given' });
    },
  );

  it('RING-4: pictures that several characters make stay whole', () => {
    for (const picture of ['👩🏽‍🚀', '❤️', '🏳️‍🌈', '👨‍👩‍👧‍👦']) expect(readable(picture, 60)).toBe(picture);
    expect(readable('a\u200db\ufe0fc', 60)).toBe('a b c');
  });

  it('RING-4: long text is cut between characters, a tower of accents is taken down', () => {
    expect(readable('x'.repeat(61), 60)).toBe(`${'x'.repeat(60)}…`);
    expect(readable('👩‍👩‍👧‍👦'.repeat(3), 2)).toBe(`${'👩‍👩‍👧‍👦'.repeat(2)}…`);
    expect([...readable(`Z${'\u0301'.repeat(500)}o`, 60)].length).toBeLessThanOrEqual(cardLimits.marks + 1);
  });
});
