/**
 * A browser window without an address, for one display: same origin, same policy, same session as the page that opens
 * it. What is shown in it belongs to the page's script; nothing is loaded.
 */
import type { Size } from '../render/arrange.ts';
import { styles } from '../styles.ts';
import { windowSize } from './window-size.ts';

export interface OwnWindow {
  readonly window: Window & typeof globalThis;
  /** Fills the window. */
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
}

/**
 * @param picture of the display, in its pixels
 * @param element whose colours, language and direction it takes over
 * @returns undefined when the browser, or the frame that the page is in, allows no windows
 */
export function openOwnWindow(picture: Size, element: HTMLElement): OwnWindow | undefined {
  const { width, height } = windowSize(picture, screen, devicePixelRatio);
  // Without an address: some browsers load "about:blank" later, and what was put into the window is gone.
  const window = open('', '', `popup,width=${width},height=${height}`)?.document.defaultView;
  if (!window || window.closed) return undefined;
  const { document } = window;
  const style = getComputedStyle(element);
  document.documentElement.lang = element.closest<HTMLElement>('[lang]')?.lang || navigator.language;
  document.documentElement.dir = style.direction;
  const host = document.createElement('main');
  for (const name of themeProperties) {
    const value = style.getPropertyValue(name);
    if (value !== '') host.style.setProperty(name, value);
  }
  const root = host.attachShadow({ mode: 'open' });
  // Style sheets that are made, not loaded, need no word in the policy; each window has its own kind of them.
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(styles.cssText);
  root.adoptedStyleSheets = [sheet];
  document.body.style.margin = '0';
  host.style.height = '100vh';
  host.style.borderRadius = '0';
  document.body.append(host);
  return { window, host, root };
}

/** What a host may set on the element. */
const themeProperties = [
  ...['background', 'surface', 'raised', 'text', 'muted', 'accent', 'danger', 'good', 'fair', 'poor', 'radius', 'font'],
].map((name) => `--ringside-${name}`);
