/**
 * Preloaded (--import) into the agent for P10 alone: the ring is looked at once and then no more, so that what a still
 * screen costs can be told from what verifying the ring costs. No setting of the agent can do that, and none should.
 */
const { agentLimits } = await import(new URL('../../agent-capture/limits.ts', import.meta.url).href);
const never = 24 * 60 * 60_000;
Object.assign(agentLimits, { ringCheckMs: never, ringFreshMs: 2 * never, ringDoubtMs: 2 * never });

export {};
