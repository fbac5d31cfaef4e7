/** Versions of agents: numbers with dots between, compared number by number. */

/** What a minimum looks like: one to four numbers. */
export const agentVersionPattern = '^[0-9]{1,6}(\\.[0-9]{1,6}){0,3}$';

/** Whether an agent is older than what it must be at least. One that does not say so in this form is older than any. */
export function isOlderAgent(version: string, minimum: string): boolean {
  if (minimum === '') return false;
  const [, numbers, suffix] = /^([0-9]{1,6}(?:\.[0-9]{1,6}){0,3})([-+].*)?$/.exec(version) ?? [];
  if (numbers === undefined) return true;
  const [own, least] = [partsOf(numbers), partsOf(minimum)];
  for (let at = 0; at < Math.max(own.length, least.length); at++) {
    const difference = (own[at] ?? 0) - (least[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  // Something before a release, such as 1.4.0-beta, is older than the release; what a build adds (+5) changes nothing.
  return suffix?.startsWith('-') === true;
}

const partsOf = (version: string): number[] => version.split('.').map(Number);
