/** The modal in which a session runs: the widget under the room's name. Closing it ends the session. */
import { limits } from '@ringside/protocol';
import type { RingsideViewer } from '../ringside-viewer.ts';
import { readGrant } from '../session/start-session.ts';
import { adminWords } from './administration-words.ts';
import { pageWords } from './page-words.ts';
import { ApiProblem, type PortalApi } from './portal-api.ts';
import type { Permission, Room } from './room.ts';
import { safeText } from './safe-text.ts';

const running = new Set(['requesting', 'connecting', 'opening', 'live', 'reconnecting']);

/** @param closed called once, when the dialog is gone */
export function openSessionDialog(api: PortalApi, room: Room, permission: Permission, closed: () => void): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'session';
  dialog.setAttribute('aria-labelledby', 'session-title');

  const title = element('h2', safeText(room.name));
  title.id = 'session-title';
  const access = element('span', permission === 'modify' ? pageWords.controlling : pageWords.viewing);
  access.className = 'pill';
  const close = element('button', pageWords.close);
  close.type = 'button';
  close.addEventListener('click', () => dialog.close());
  const header = element('header', '');
  header.append(title, access, close);

  let viewer: RingsideViewer | undefined;
  /** Under the header: the widget, or the question that comes before it. */
  const place = (content: HTMLElement): void => {
    dialog.replaceChildren(header, content);
  };
  const ask = (): void => {
    viewer = undefined;
    const form = reasonForm(room, (reason) => {
      run(reason);
      close.focus();
    });
    place(form);
    form.querySelector('input')?.focus();
  };
  const run = (reason?: string): void => {
    viewer = document.createElement('ringside-viewer');
    watch(viewer, dialog, api);
    viewer.permission = permission;
    viewer.relayUrl = room.relayUrl;
    viewer.autostart = true;
    viewer.startSession = async (publicKey, { resume }) => {
      const asked =
        resume === undefined
          ? api.startSession(room.id, permission, publicKey, reason)
          : api.resumeSession(resume, publicKey);
      const answer = await asked.catch(async (error: unknown) => {
        if (error instanceof ApiProblem && error.code === 'step-up-required') await offerFreshSignIn(api, header);
        // The organisation has come to want one since the list of rooms was asked for.
        if (error instanceof ApiProblem && error.code === 'reason-required') ask();
        throw error;
      });
      const grant = readGrant(answer);
      if (grant === undefined) throw new ApiProblem({ code: 'bad-answer' });
      return grant;
    };
    place(viewer);
  };
  // Browsers without the attribute that `watch` sets can at least be asked.
  dialog.addEventListener('cancel', (event) => {
    if (viewer !== undefined && running.has(viewer.state)) event.preventDefault();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    closed();
  });
  dialog.append(header);
  document.body.append(dialog);
  dialog.showModal();
  if (room.reasonRequired) ask();
  else run();
}

function watch(viewer: RingsideViewer, dialog: HTMLDialogElement, api: PortalApi): void {
  viewer.addEventListener('session-ended', (event) => {
    if (!(event instanceof CustomEvent)) return;
    const { sessionId, informed } = event.detail;
    // Ended while the link was down: only the API can still tell the room. If not even that, the room's window lapses.
    if (!informed) api.endSession(sessionId).catch(() => undefined);
  });
  // Escape belongs to the room or to full screen while a session runs; afterwards it closes the dialog as usual.
  viewer.addEventListener('state-change', () =>
    dialog.setAttribute('closedby', running.has(viewer.state) ? 'none' : 'closerequest'),
  );
}

/** A way to the organisation's sign-in, which comes back here. Who came in by a link needs a new one. */
async function offerFreshSignIn(api: PortalApi, header: HTMLElement): Promise<void> {
  if (header.querySelector('a') !== null || !(await api.hasIssuer().catch(() => false))) return;
  const link = element('a', pageWords.signInAnew);
  link.className = 'button primary';
  link.href = '/v1/sign-in/issuer?fresh=yes';
  header.insertBefore(link, header.lastElementChild);
}

/** Where the organisation wants to know why, nothing is asked for before it was said (SES-8). */
function reasonForm(room: Room, given: (reason: string) => void): HTMLFormElement {
  const form = element('form', '');
  form.className = 'reason';
  const label = element('label', '');
  label.className = 'field';
  const input = element('input', '');
  input.required = true;
  // Not of spaces alone.
  input.pattern = '.*\\S.*';
  input.maxLength = limits.reasonUnits;
  input.autocomplete = 'off';
  const hint = element('small', adminWords.reasonText);
  hint.id = 'reason-hint';
  input.setAttribute('aria-describedby', hint.id);
  label.append(element('span', adminWords.reason), input, hint);
  const start = element('button', adminWords.start);
  start.type = 'submit';
  start.className = 'primary';
  form.append(element('h3', adminWords.reasonTitle(safeText(room.name))), label, start);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    given(input.value.trim());
  });
  return form;
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, content: string): HTMLElementTagNameMap[K] {
  const created = document.createElement(name);
  created.textContent = content;
  return created;
}
