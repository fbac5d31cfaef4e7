/** The widget's look: plain, dark around the pictures, adopted as a style sheet so that no policy need allow more. */
import { css } from 'lit';

export const styles = css`
  :host {
    --background: var(--ringside-background, #0f1216);
    --surface: var(--ringside-surface, #191d24);
    --raised: var(--ringside-raised, #252b35);
    --text: var(--ringside-text, #f0f3f7);
    --muted: var(--ringside-muted, #a9b3c1);
    --accent: var(--ringside-accent, #7ab8ff);
    --danger: var(--ringside-danger, #d5343c);
    --good: var(--ringside-good, #4cc38a);
    --fair: var(--ringside-fair, #f5b94a);
    --poor: var(--ringside-poor, #ff7b72);
    --radius: var(--ringside-radius, 8px);
    display: block;
    min-height: 12rem;
    overflow: hidden;
    border-radius: var(--radius);
    background: var(--background);
    color: var(--text);
    font: 14px/1.4 var(--ringside-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
  }
  :host([hidden]) { display: none; }
  :host(:fullscreen) { border-radius: 0; }
  * { box-sizing: border-box; }
  [hidden] { display: none !important; }

  .viewer { display: flex; flex-direction: column; height: 100%; min-height: inherit; container-type: inline-size; }

  /* The end stays in its corner, whatever wraps. */
  .toolbar { display: flex; align-items: start; gap: 10px; padding: 8px 12px; background: var(--surface); }
  .items { flex: 1; display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; min-height: 36px; }
  .group { display: flex; gap: 2px; padding: 2px; border-radius: calc(var(--radius) - 1px); background: var(--background); }
  .space { flex: 1; }
  .state, .figures, .control, .company { display: inline-flex; align-items: center; gap: 7px; white-space: nowrap; }
  .room-state, .control, .company { color: var(--muted); }
  /* Takes all the space there is, from its end on: figures that change move nothing but themselves. */
  .figures { flex: 1 1 auto; justify-content: end; font-variant-numeric: tabular-nums; color: var(--muted); }
  .figures[data-quality='good'] svg { color: var(--good); }
  .figures[data-quality='fair'] svg { color: var(--fair); }
  .figures[data-quality='poor'] svg { color: var(--poor); }
  /* Wide enough for seconds of latency, and for what slows it in the rate's place: coming and going move nothing. */
  .figures .latency { min-width: 5em; }
  .figures .rate { min-width: 6.7em; }
  .dot { width: 9px; height: 9px; border-radius: 50%; background: var(--fair); }
  [data-live='true'][data-calm='true'] .dot { background: var(--good); }
  [data-calm='false'] .room-state { color: var(--fair); }

  button {
    display: inline-flex; align-items: center; justify-content: center; gap: 7px;
    min-height: 32px; padding: 4px 12px; border: 1px solid transparent; border-radius: calc(var(--radius) - 2px);
    background: var(--raised); color: var(--text); font: inherit; cursor: pointer; white-space: nowrap;
  }
  .group button { background: transparent; padding: 4px 10px; }
  button.icon { padding: 4px 7px; }
  button:hover:not(:disabled) { background: color-mix(in srgb, var(--raised), var(--text) 12%); }
  button[aria-pressed='true'] { background: var(--raised); box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--text), transparent 70%); }
  button[aria-pressed='false'] { color: var(--muted); }
  button:disabled { cursor: default; opacity: 0.5; }
  button.end { margin-block: 2px; background: var(--danger); color: #fff; }
  button.end:hover:not(:disabled) { background: color-mix(in srgb, var(--danger), #fff 12%); }
  button.primary { background: var(--accent); color: #08131f; font-weight: 600; }
  button.primary:hover:not(:disabled) { background: color-mix(in srgb, var(--accent), #fff 25%); }
  button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

  .menu-anchor { position: relative; display: inline-flex; }
  .menu {
    position: absolute; z-index: 2; inset-block-start: calc(100% + 6px); inset-inline-end: 0; display: grid; gap: 2px;
    min-width: 11em; padding: 4px; border-radius: var(--radius); background: var(--surface); box-shadow: 0 6px 24px #0008;
  }
  .menu button { justify-content: space-between; gap: 14px; background: transparent; text-align: start; white-space: normal; }
  .menu button[aria-disabled='true'] { cursor: default; color: var(--muted); }
  .menu button[aria-disabled='true']:hover { background: transparent; }
  .menu .label { display: grid; }
  .menu .reason { max-width: 26em; font-size: 12.5px; color: var(--muted); }
  .menu [role='switch'] { white-space: nowrap; }
  .switch {
    flex: none; width: 30px; height: 18px; padding: 2px; border-radius: 99px; border: 1px solid var(--muted); background: transparent;
  }
  .switch::before { content: ''; display: block; width: 12px; height: 12px; border-radius: 50%; background: var(--muted); }
  [aria-checked='true'] .switch { background: var(--good); border-color: var(--good); }
  [aria-checked='true'] .switch::before { margin-inline-start: 12px; background: #08131f; }

  dialog {
    max-width: min(56ch, calc(100% - 32px)); padding: 20px 24px; border: 0; border-radius: var(--radius);
    background: var(--surface); color: var(--text); font: inherit; box-shadow: 0 12px 48px #000a;
  }
  dialog::backdrop { background: #0009; }
  dialog h2 { margin: 0 0 10px; font-size: 18px; }
  dialog dl { margin: 0; }
  dialog dt { margin-top: 10px; font-weight: 600; }
  dialog dd { margin: 2px 0 0; color: var(--muted); }
  dialog .choices { display: flex; justify-content: end; gap: 10px; margin: 18px 0 0; }
  dialog button.end { margin: 0; }

  .message {
    display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 6px 12px;
    border-block-start: 1px solid var(--background); background: var(--surface); color: var(--text);
  }

  .stage { position: relative; flex: 1; min-height: 0; }
  .displays {
    position: absolute; inset: 0; display: flex; flex-wrap: wrap; justify-content: safe center;
    align-content: safe center; align-items: end; padding: 14px; overflow: hidden;
  }
  .displays[data-scaling='actual'] { overflow: auto; flex-wrap: nowrap; align-content: normal; align-items: safe center; }
  figure { margin: 0; display: flex; flex-direction: column; align-items: center; }
  .screen { position: relative; display: flex; background: #000; border-radius: 2px; box-shadow: 0 0 0 1px color-mix(in srgb, var(--text), transparent 88%); }
  canvas { display: block; }
  .displays[data-control='true'] canvas { cursor: crosshair; touch-action: none; }
  .stage:has(.keyboard:focus) .screen { box-shadow: 0 0 0 2px var(--accent); }
  .veil {
    position: absolute; inset: 0; display: none; align-items: center; justify-content: center;
    padding: 8px; color: var(--muted); background: #000c; text-align: center; pointer-events: none;
  }
  figure[data-cover] .veil { display: flex; }
  figcaption { display: flex; align-items: center; gap: 4px; padding-top: 5px; color: var(--muted); font-size: 13px; }
  figcaption button { min-height: 26px; padding: 3px 5px; background: transparent; color: inherit; }
  /* A window of one display has its name above. */
  .name { margin: 0; font: inherit; font-weight: 600; }
  :host(main) figcaption { display: none; }
  .displays[data-dimmed='true'] .screen { filter: grayscale(1) brightness(0.3); }

  .keyboard { position: absolute; inset-inline-start: 50%; inset-block-end: 0; width: 1px; height: 1px; padding: 0;
    border: 0; opacity: 0; resize: none; outline: none; pointer-events: none; }
  .way-out { position: absolute; inset-inline: 0; inset-block-end: 10px; margin: 0 auto; width: fit-content;
    padding: 5px 12px; border-radius: 99px; background: #000c; color: #fff; font-size: 13px; pointer-events: none;
    opacity: 0; animation: none; }
  /* While it fades the browser makes frames of its own, and the picture waits for them: not as long as it stands. */
  .keyboard:focus ~ .way-out { animation: passing 1.25s 3.75s ease-out backwards; }
  @keyframes passing { from { opacity: 1; } to { opacity: 0; } }

  .notice {
    position: absolute; inset: 0; display: flex; flex-direction: column; align-items: center; justify-content: center;
    gap: 10px; padding: 24px; text-align: center; pointer-events: none;
  }
  .notice > * { pointer-events: auto; }
  .notice p { margin: 0; max-width: 44ch; text-wrap: balance; }
  .notice .title { font-size: 18px; font-weight: 600; }
  .notice .text { color: var(--muted); }
  .notice button { margin-top: 8px; }
  /* Over pictures it has a ground of its own. */
  .displays[data-dimmed='true'] ~ .notice {
    width: fit-content; height: fit-content; max-width: calc(100% - 24px); margin: auto;
    border-radius: var(--radius); background: var(--surface); box-shadow: 0 6px 24px #0008;
  }
  .spinner { width: 26px; height: 26px; border-radius: 50%; border: 3px solid var(--raised); border-top-color: var(--accent);
    animation: turn 0.9s linear infinite; }
  @keyframes turn { to { rotate: 1turn; } }

  /* Where space is short, what a button beside it or a picture says is not said again in sight. */
  @container (width < 1400px) {
    .control[data-holder='you'] { position: absolute; overflow: hidden; width: 1px; height: 1px; clip-path: inset(50%); }
  }
  @container (width < 560px) {
    .figures { flex: none; }
    .figures .latency, .figures .rate { min-width: 0; }
    button.end { padding: 4px 7px; }
    button.end span { position: absolute; overflow: hidden; width: 1px; height: 1px; clip-path: inset(50%); }
  }

  .spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  @media (prefers-reduced-motion: reduce) {
    .spinner { animation-duration: 4s; }
    .keyboard:focus ~ .way-out { animation: none; opacity: 1; }
  }
  @media (forced-colors: active) {
    :host { outline: 1px solid CanvasText; outline-offset: -1px; }
    button { border-color: ButtonText; }
    button[aria-pressed='true'] { outline: 2px solid Highlight; outline-offset: -3px; }
    .dot, .switch::before { background: CanvasText !important; }
    .menu button[aria-disabled='true'] { color: GrayText; border-color: GrayText; }
    dialog { border: 1px solid CanvasText; }
    .screen { outline: 1px solid CanvasText; }
    .stage:has(.keyboard:focus) .screen { outline: 3px solid Highlight; }
  }
`;
