import { expect, test } from 'vitest';
import { safeText } from './safe-text.ts';

test('EMB-4: what turns text around, or cannot be seen, is shown as that', () => {
  expect(safeText('Room \u202e1\u2066\u0000\n2')).toBe('Room \ufffd1\ufffd\ufffd\ufffd2');
  expect(safeText('\ud800x')).toBe('\ufffdx');
  // Names of before these were refused, and what the log holds of them.
  expect(safeText('Ada\u3164\u2800\uffa0\u00ad')).toBe('Ada\ufffd\ufffd\ufffd\ufffd');
  expect(safeText('Ada\u{e0041}\u{1d173}\u034f\ufff9')).toBe('Ada\ufffd\ufffd\ufffd\ufffd');
  expect(safeText('غرفة الاجتماعات')).toBe('غرفة الاجتماعات');
  expect(safeText('👩‍💻'.slice(0, 2))).toBe('👩');
});

test('EMB-4: what joins is left where it does, and is shown as something unseen where it does not', () => {
  for (const name of ['\u0645\u06cc\u200c\u062e\u0648\u0627\u0646\u0645', '\u{1f469}\u200d\u{1f4bb} 2'])
    expect(safeText(name)).toBe(name);
  expect(safeText('Ada\u200d')).toBe('Ada\ufffd');
  expect(safeText('A\u200cda \u200d\u0645\u200c\u200d')).toBe('A\ufffdda \ufffd\u0645\ufffd\ufffd');
});

test('EMB-4: a name of 10 kB ends after 200 characters, never within one', () => {
  expect(safeText('x'.repeat(10_000))).toBe(`${'x'.repeat(200)}…`);
  expect(safeText('😀'.repeat(10_000))).toBe(`${'😀'.repeat(200)}…`);
  expect(safeText('x'.repeat(200))).toBe('x'.repeat(200));
});
