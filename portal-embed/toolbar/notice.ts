/** What covers the displays while there is no live picture: what is going on, why, and what can be done about it. */
import type { SessionState } from '../session/session-state.ts';
import type { Words } from '../words.ts';

export interface Notice {
  readonly title: string;
  readonly text: string;
  readonly busy: boolean;
  /** What the one button does, if there is one. */
  readonly action: { readonly does: 'start' | 'end'; readonly label: string } | undefined;
}

/** @param nowMs on the clock of the state's times */
export function noticeOf(state: SessionState, words: Words, nowMs: number): Notice | undefined {
  const start = (label: string): Notice['action'] => ({ does: 'start', label });
  const cancel = { does: 'end', label: words.cancel } as const;
  switch (state.kind) {
    case 'idle':
      return { title: words.idleTitle, text: words.idleText, busy: false, action: start(words.start) };
    case 'requesting':
      return { title: words.requesting, text: '', busy: true, action: cancel };
    case 'connecting':
      return { title: words.connecting, text: '', busy: true, action: cancel };
    case 'opening':
      return { ...openingWords(state.room, words), busy: true, action: cancel };
    case 'live':
      return undefined;
    case 'reconnecting': {
      const seconds = Math.max(0, Math.ceil((state.untilMs - nowMs) / 1_000));
      return { title: words.reconnecting, text: words.reconnectingText(seconds), busy: true, action: undefined };
    }
    case 'ended':
      return {
        title: words.endedTitle,
        text: words.ending(state.reason),
        busy: false,
        action: start(words.startAgain),
      };
    case 'refused':
      return {
        title: words.refusedTitle,
        text: words.refusal(state.code, state.detail),
        busy: false,
        action: start(words.tryAgain),
      };
  }
}

function openingWords(room: 'notice' | 'prompt' | undefined, words: Words): Pick<Notice, 'title' | 'text'> {
  if (room === 'prompt') return { title: words.promptTitle, text: words.promptText };
  if (room === 'notice') return { title: words.noticeTitle, text: words.noticeText };
  return { title: words.opening, text: words.openingText };
}
