/**
 * Preloaded (--import) into the agent for the bench of the room alone: what makes the next session wait after one was
 * ended is short, so that a thousand trials fit into minutes. What closes the room is as it always is. No setting of
 * the agent can do that, and none should.
 */
const load = (file: string): Promise<Record<string, object>> =>
  import(new URL(`../../agent-capture/${file}`, import.meta.url).href);
const { agentLimits } = await load('limits.ts');
const { callStateLimits } = await load('call-state/limits.ts');
Object.assign(agentLimits ?? {}, { ringLostMs: 1, retryBaseMs: 20, retryCapMs: 20 });
Object.assign(callStateLimits ?? {}, { calmPerSecond: 1_000, calmBurst: 1_000 });

export {};
