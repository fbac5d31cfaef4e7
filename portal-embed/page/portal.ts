/** The page that Ringside serves: sign in by link or with the organisation's account, see the rooms, start a session in a modal. */
import { html, nothing, render, type TemplateResult } from 'lit';
import { pageLimits } from '../limits.ts';
import { afterFailure, afterRefresh, issuerFailure, type PageState, signInSecret } from './page-state.ts';
import { pageWords } from './page-words.ts';
import { navigationTemplate, Pages } from './pages.ts';
import { ApiProblem, PortalApi } from './portal-api.ts';
import { Recoveries } from './recovery.ts';
import type { StartInRoom } from './room.ts';
import { roomsTemplate } from './rooms-template.ts';
import { routeOf } from './route.ts';
import { safeText } from './safe-text.ts';
import { openSessionDialog } from './session-dialog.ts';
import { sessionsTemplate } from './sessions-template.ts';

class Portal {
  readonly #api = new PortalApi();
  readonly #root: HTMLElement;
  #state: PageState = { kind: 'loading' };
  #issuer: Promise<boolean> | undefined;
  #hasIssuer = false;
  /** Why signing in anew did not do, by its code, until something else is looked at. */
  #notFresh: string | undefined;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) void this.#refresh();
    });
    // A second sign-in link opened in the same tab changes the fragment only.
    addEventListener('hashchange', () => {
      const isSigningIn = signInSecret(location.hash) ?? issuerFailure(location.hash);
      if (isSigningIn === undefined) this.#enter();
      else void this.begin();
    });
  }

  async begin(): Promise<void> {
    const secret = signInSecret(location.hash);
    if (secret !== undefined) {
      // The secret is gone from the address before anything else can read it or keep it.
      history.replaceState(null, '', location.pathname);
      try {
        await this.#api.signIn(secret);
      } catch (error) {
        const code = codeOf(error);
        // A link used before may have signed in this very browser: then it still is.
        if (!(await this.#isSignedIn())) return this.#show({ kind: 'signed-out', failure: code });
      }
    }
    const failed = issuerFailure(location.hash);
    if (failed !== undefined) {
      history.replaceState(null, '', location.pathname);
      // Who only tried to sign in anew still is, and is told why that did not do.
      if (!(await this.#isSignedIn())) return this.#show({ kind: 'signed-out', failure: failed, atIssuer: true });
      this.#notFresh = failed;
    }
    this.#pages.enter(routeOf(location.hash));
    await this.#refresh();
  }

  async #isSignedIn(): Promise<boolean> {
    try {
      await this.#api.me();
      return true;
    } catch {
      return false;
    }
  }

  async #refresh(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      // Who is signed in can change under the page: another link was opened, here or in another tab.
      const answers = [this.#api.me(), this.#api.rooms(), this.#api.sessions()] as const;
      const [operator, rooms, sessions] = await Promise.all(answers);
      this.#failures = 0;
      this.#show(afterRefresh({ operator, rooms, sessions }));
    } catch (error) {
      this.#failures++;
      this.#show(afterFailure(this.#state, codeOf(error)));
    }
    clearTimeout(this.#timer);
    if (this.#state.kind === 'signed-out' || document.hidden) return;
    const waitMs = Math.min(pageLimits.refreshCapMs, pageLimits.refreshMs * 2 ** this.#failures);
    this.#timer = setTimeout(() => void this.#refresh(), waitMs);
  }

  async #signOut(): Promise<void> {
    try {
      await this.#api.signOut();
      this.#show({ kind: 'signed-out', failure: undefined });
    } catch (error) {
      // Still signed in, for all that is known: whoever walks away must not think otherwise.
      this.#show(afterFailure(this.#state, codeOf(error)));
    }
  }

  readonly #start: StartInRoom = (room, permission) =>
    openSessionDialog(this.#api, room, permission, () => {
      this.#pages.refresh();
      void this.#refresh();
      // The button that opened it has the focus again, unless it may not be used now: then the page begins anew.
      if (document.activeElement === document.body) this.#focusHeading();
    });

  #focusHeading(): void {
    document.querySelector<HTMLElement>('main h1')?.focus();
  }

  /** Somewhere else in the page: whoever reads it with a screen reader is told. */
  #enter(): void {
    this.#notFresh = undefined;
    this.#pages.enter(routeOf(location.hash));
    this.#show(this.#state);
    this.#focusHeading();
  }

  readonly #pages = new Pages(this.#api.client, () => this.#show(this.#state), {
    room: (id) => (this.#state.kind === 'signed-in' ? this.#state.rooms.find((room) => room.id === id) : undefined),
    start: (room, permission) => this.#start(room, permission),
  });

  readonly #recoveries = new Recoveries(this.#api, () => this.#show(this.#state));

  #show(state: PageState): void {
    this.#state = state;
    if (state.kind === 'signed-out') this.#askForIssuer();
    // What belongs to somebody else is not shown to who signs in next.
    if (state.kind === 'signed-out' || state.kind === 'suspended') {
      this.#pages.leave();
      this.#notFresh = undefined;
    }
    render(this.#template(), this.#root);
  }

  #askForIssuer(): void {
    this.#issuer ??= this.#api.hasIssuer().catch(() => false);
    void this.#issuer.then((hasIssuer) => {
      if (this.#hasIssuer === hasIssuer) return;
      this.#hasIssuer = hasIssuer;
      this.#show(this.#state);
    });
  }

  #template(): TemplateResult {
    const state = this.#state;
    return html`<header class="top">
        <span class="brand"><span class="mark" aria-hidden="true"></span>${pageWords.brand}</span>
        ${
          state.kind === 'signed-in'
            ? html`${navigationTemplate(routeOf(location.hash), state.operator.permissions)}
              <span class="who"><bdi>${safeText(state.operator.name)}</bdi>
                <span class="tenant"><bdi>${safeText(state.operator.tenant)}</bdi></span></span>
              <button type="button" @click=${() => void this.#signOut()}>${pageWords.signOut}</button>`
            : nothing
        }
      </header>
      <main>${this.#main(state)}</main>`;
  }

  #main(state: PageState): TemplateResult {
    switch (state.kind) {
      case 'loading':
        return message(pageWords.loading, '');
      case 'signed-out':
        if (state.atIssuer === true) {
          return message(pageWords.notSignedIn, pageWords.issuerFailure(state.failure ?? ''), signInLink);
        }
        if (state.failure === undefined) {
          return this.#hasIssuer
            ? message(pageWords.signedOut, pageWords.signedOutIssuerText, signInLink)
            : message(pageWords.signedOut, pageWords.signedOutText);
        }
        return message(
          pageWords.signInFailed,
          state.failure === 'foreign-origin' ? pageWords.signInElsewhereText : pageWords.signInFailedText,
        );
      case 'suspended':
        return message(pageWords.suspended, pageWords.suspendedText);
      case 'unreachable':
        return message(pageWords.unreachable, pageWords.unreachableText);
      case 'signed-in': {
        const route = routeOf(location.hash);
        const notFresh = this.#notFresh === undefined ? '' : pageWords.issuerFailure(this.#notFresh);
        const above = html`<p class="stale" role="status">${state.stale ? pageWords.stale : ''}</p>
          <p class="outcome" role="status" data-tone="busy">${notFresh}</p>`;
        if (route.place !== 'rooms') return this.#pages.template(route, state.operator, above);
        return html`<h1 tabindex="-1">${pageWords.rooms}</h1>
          ${above}
          ${roomsTemplate(state.rooms, this.#start, this.#recoveries)}
          ${sessionsTemplate(state.sessions, navigator.language)}`;
      }
    }
  }
}

const signInLink = html`<p><a class="button primary" href="/v1/sign-in/issuer">${pageWords.signIn}</a></p>`;

function message(title: string, text: string, more: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<div class="empty" role="status"><h1>${title}</h1><p>${text}</p>${more}</div>`;
}

function codeOf(error: unknown): string {
  return error instanceof ApiProblem ? error.code : 'unreachable';
}

const root = document.createElement('div');
root.className = 'page';
document.body.append(root);
void new Portal(root).begin();
