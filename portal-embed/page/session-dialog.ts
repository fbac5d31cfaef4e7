/** The modal in which a session runs: the widget under the room's name. Closing it ends the session. */
import type { RingsideViewer } from '../ringside-viewer.ts';
import { readGrant } from '../session/start-session.ts';
import { pageWords } from './page-words.ts';
import { ApiProblem, type PortalApi } from './portal-api.ts';
import type { Permission, Room } from './room.ts';

const running = new Set(['requesting', 'connecting', 'opening', 'live', 'reconnecting']);

/** @param closed called once, when the dialog is gone */
export function openSessionDialog(api: PortalApi, room: Room, permission: Permission, closed: () => void): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'session';
  dialog.setAttribute('aria-labelledby', 'session-title');

  const title = element('h2', room.name);
  title.id = 'session-title';
  const access = element('span', permission === 'modify' ? pageWords.controlling : pageWords.viewing);
  access.className = 'pill';
  const close = element('button', pageWords.close);
  close.type = 'button';
  close.addEventListener('click', () => dialog.close());
  const header = element('header', '');
  header.append(title, access, close);

  const viewer: RingsideViewer = document.createElement('ringside-viewer');
  viewer.permission = permission;
  viewer.relayUrl = room.relayUrl;
  viewer.autostart = true;
  viewer.startSession = async (publicKey, { resume }) => {
    const asked =
      resume === undefined ? api.startSession(room.id, permission, publicKey) : api.resumeSession(resume, publicKey);
    const answer = await asked.catch(async (error: unknown) => {
      if (error instanceof ApiProblem && error.code === 'step-up-required') await offerFreshSignIn(api, header);
      throw error;
    });
    const grant = readGrant(answer);
    if (grant === undefined) throw new ApiProblem('bad-answer', undefined, '');
    return grant;
  };
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
  // Browsers without that attribute can at least be asked.
  dialog.addEventListener('cancel', (event) => {
    if (running.has(viewer.state)) event.preventDefault();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    closed();
  });
  dialog.append(header, viewer);
  document.body.append(dialog);
  dialog.showModal();
}

/** A way to the organisation's sign-in, which comes back here. Who came in by a link needs a new one. */
async function offerFreshSignIn(api: PortalApi, header: HTMLElement): Promise<void> {
  if (header.querySelector('a') !== null || !(await api.hasIssuer().catch(() => false))) return;
  const link = element('a', pageWords.signInAnew);
  link.className = 'button primary';
  link.href = '/v1/sign-in/issuer?fresh=yes';
  header.insertBefore(link, header.lastElementChild);
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, content: string): HTMLElementTagNameMap[K] {
  const created = document.createElement(name);
  created.textContent = content;
  return created;
}
