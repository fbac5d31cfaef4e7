import { describe, expect, it } from 'vitest';
import { boundLog } from './bounded-log.ts';
import { agentLimits } from './limits.ts';
import { createFakeClock } from './testing/fake-clock.ts';

describe('bounded log', () => {
  it('leaves lines out above its rate, and says how many', async () => {
    const lines: string[] = [];
    const say = (event: string, fields?: object) => void lines.push(`${event} ${JSON.stringify(fields ?? {})}`);
    const clock = createFakeClock();
    const log = boundLog({ info: say, warn: say }, clock);
    for (let count = 0; count < agentLimits.logBurst + 7; count++) log.warn('ticket-refused');
    expect(lines).toHaveLength(agentLimits.logBurst);
    await clock.advance(1_000);
    log.info('link-up', { node: 'n' });
    expect(lines.slice(-2)).toEqual(['log-lines-left-out {"lines":7}', 'link-up {"node":"n"}']);
  });
});
