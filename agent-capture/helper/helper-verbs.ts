/** What the privileged helper can be asked: a closed list. A request is one of these and a line feed, nothing more. */
export const helperVerbs = ['restart-device', 'restart-room-application', 'sign-out', 'lock'] as const;

export type HelperVerb = (typeof helperVerbs)[number];

/** Asks which verbs have an executable. */
export const listVerbs = 'verbs';

/** Answers: "ok", "ok <verb> <verb>" to `verbs`, or "error <code>". */
export type HelperError =
  | 'unknown-verb'
  /** No executable is configured for it. */
  | 'not-configured'
  /** It is running already. */
  | 'busy'
  | 'failed';

export function isHelperVerb(text: string): text is HelperVerb {
  return helperVerbs.some((verb) => verb === text);
}
