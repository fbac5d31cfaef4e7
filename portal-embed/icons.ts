/** The few pictures of the widget, drawn as strokes in the colour of the text around them. */
import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

function icon(strokes: SVGTemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill="none" stroke="currentColor"
    stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${strokes}</svg>`;
}

export const icons = {
  single: icon(svg`<rect x="3" y="4.5" width="14" height="10" rx="1.5"/><path d="M8 17h4"/>`),
  sideBySide: icon(
    svg`<rect x="2" y="5.5" width="7" height="9" rx="1.2"/><rect x="11" y="5.5" width="7" height="9" rx="1.2"/>`,
  ),
  actual: icon(
    svg`<rect x="2.5" y="4.5" width="15" height="11" rx="1.5"/><path d="M6.5 8v4M13.5 8v4M10 8.6v.1M10 11.4v.1"/>`,
  ),
  fullScreen: icon(svg`<path d="M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4"/>`),
  leaveFullScreen: icon(svg`<path d="M7.5 3.5v4h-4M16.5 7.5h-4v-4M12.5 16.5v-4h4M3.5 12.5h4v4"/>`),
  ownWindow: icon(
    svg`<path d="M8 4.5H5A1.5 1.5 0 0 0 3.5 6v9A1.5 1.5 0 0 0 5 16.5h9a1.5 1.5 0 0 0 1.5-1.5v-3M11.5 3.5h5v5M16.5 3.5L9.5 10.5"/>`,
  ),
  toPage: icon(
    svg`<path d="M12 15.5h3a1.5 1.5 0 0 0 1.5-1.5V5A1.5 1.5 0 0 0 15 3.5H6A1.5 1.5 0 0 0 4.5 5v3M8.5 16.5h-5v-5M3.5 16.5l7-7"/>`,
  ),
  control: icon(svg`<path d="M5 3.5l10.5 6-4.6 1.2L8.6 15z"/>`),
  keyboard: icon(
    svg`<rect x="2" y="5" width="16" height="10" rx="1.5"/><path d="M5 8h.1M8.3 8h.1M11.6 8h.1M14.9 8h.1M6.5 12h7"/>`,
  ),
  people: icon(
    svg`<circle cx="7.5" cy="7" r="2.6"/><path d="M2.5 16a5 5 0 0 1 10 0M13 4.7a2.6 2.6 0 0 1 0 4.6M14.6 11.6A5 5 0 0 1 17.5 16"/>`,
  ),
  commands: icon(svg`<path d="M4 6h12M4 10h12M4 14h12"/>`),
  end: icon(svg`<path d="M6 3.9a7 7 0 1 0 8 0M10 2.5v7"/>`),
};

/** One to three bars. */
export function bars(count: number): TemplateResult {
  const bar = (index: number, x: number, height: number): SVGTemplateResult =>
    svg`<rect x=${x} y=${15 - height} width="3" height=${height} rx="1" opacity=${index < count ? 1 : 0.25}/>`;
  return html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="currentColor">
    ${bar(0, 1, 5)}${bar(1, 6.5, 9)}${bar(2, 12, 13)}</svg>`;
}
