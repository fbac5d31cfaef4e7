/**
 * The widget inside a host page of another origin, in a real Chromium, under the policy that the README asks for,
 * beside a scripted relay. Each test opens a page of its own; policy violations are collected in all of them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublicKeyJwk } from '@ringside/protocol';
import { type Browser, chromium, type Page } from 'playwright-core';
import { buildPortal } from '../build.ts';
import { layoutOf, opened } from './room.ts';
import { ScriptedRelay, type ViewerConnection } from './scripted-relay.ts';
import { Site } from './site.ts';

/** What the scripted host answers: a grant, or the problem document of a refusal. */
export type HostAnswer =
  | { readonly grant: { readonly sessionId: string; readonly ticket: string; readonly relayUrl: string } }
  | { readonly problem: { readonly code?: string; readonly status?: number; readonly detail?: string } };

export type AnswerHost = (
  publicKey: PublicKeyJwk,
  options: { readonly resume?: string },
) => HostAnswer | Promise<HostAnswer>;

const hostScript = `
  const viewer = document.querySelector('ringside-viewer');
  window.told = [];
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
  for (const type of ['state-change', 'session-opened', 'session-ended', 'session-refused']) {
    viewer.addEventListener(type, (event) => window.told.push({ type, ...event.detail }));
  }
  viewer.startSession = async (publicKey, options) => {
    const answer = await window.askHost(publicKey, options);
    if (answer.problem) throw answer.problem;
    return answer.grant;
  };
`;
const hostStyle = `
  html, body { height: 100%; margin: 0; }
  body { background: #e9ecf1; font-family: sans-serif; }
  main { box-sizing: border-box; height: 100%; padding: 12px; display: flex; flex-direction: column; gap: 8px; }
  h1 { margin: 0; font-size: 16px; }
  ringside-viewer { flex: 1; }
`;

export interface OpenOptions {
  readonly answer: AnswerHost;
  /** Attributes of the element. */
  readonly attributes?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly deviceScaleFactor?: number;
  /** As in a browser that lacks this global. */
  readonly without?: 'ImageDecoder' | 'VideoDecoder';
  /** Runs in the page before anything else. */
  readonly before?: () => void;
}

export class Embedding {
  readonly browser: Browser;
  readonly relay: ScriptedRelay;
  readonly #widget: Site;
  /** What buildPortal made. */
  readonly folder: string;
  readonly #hosts: Site[] = [];

  private constructor(browser: Browser, relay: ScriptedRelay, widget: Site, folder: string) {
    this.browser = browser;
    this.relay = relay;
    this.#widget = widget;
    this.folder = folder;
  }

  static async start(): Promise<Embedding> {
    const folder = await mkdtemp(join(tmpdir(), 'ringside-portal-'));
    await buildPortal(folder);
    const widget = await Site.listen({ folder });
    const browser = await launchChromium();
    return new Embedding(browser, await ScriptedRelay.listen(), widget, folder);
  }

  async open({ answer, attributes = 'autostart', without, before, ...context }: OpenOptions): Promise<Page> {
    const relayOrigin = new URL(this.relay.url).origin;
    const host = await Site.listen({
      files: {
        '/index.html': `<!doctype html><html lang="en"><title>A portal</title>
          <link rel="stylesheet" href="/host.css">
          <script type="module" src="${this.#widget.origin}/embed/ringside-viewer.js"></script>
          <script type="module" src="/host.js"></script>
          <main><h1>Room</h1><ringside-viewer ${attributes}></ringside-viewer></main></html>`,
        '/host.js': hostScript,
        '/host.css': hostStyle,
      },
      policy: () => `default-src 'self'; script-src 'self' ${this.#widget.origin}; connect-src ${relayOrigin}`,
    });
    this.#hosts.push(host);
    const page = await this.browser.newPage({ viewport: { width: 1280, height: 800 }, ...context });
    if (without !== undefined) await page.addInitScript((name) => Reflect.deleteProperty(window, name), without);
    if (before !== undefined) await page.addInitScript(before);
    await page.exposeFunction('askHost', answer);
    await page.goto(host.origin);
    return page;
  }

  /** A page whose session is open, and the relay's end of it. */
  async openLive(
    options: Partial<OpenOptions> = {},
    room = opened(layoutOf([['front-1', 300, 200]])),
  ): Promise<{ page: Page; viewer: ViewerConnection }> {
    const coming = this.nextConnection();
    const page = await this.open({ answer: () => this.grant(), ...options });
    const viewer = await coming;
    await viewer.heard('authenticate');
    viewer.send(room);
    return { page, viewer };
  }

  alsoClose(site: Site): void {
    this.#hosts.push(site);
  }

  /** A grant for the scripted relay. */
  grant(ticket = 'ticket', sessionId = 'session-1'): HostAnswer {
    return { grant: { sessionId, ticket, relayUrl: this.relay.url } };
  }

  /** The viewer's next connection. */
  async nextConnection(): Promise<ViewerConnection> {
    return this.relay.connection(this.relay.connections.length);
  }

  async close(): Promise<void> {
    await this.browser.close();
    for (const host of this.#hosts) await host.close();
    await this.relay.close();
    await this.#widget.close();
    await rm(this.folder, { recursive: true });
  }
}

async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.RINGSIDE_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync'],
    ],
  });
}
