/** What the toolbar says of the connection: bars, latency and rate; in words, what else is known and what limits it. */
import { html, type TemplateResult } from 'lit';
import { bars } from '../icons.ts';
import { type Figures, type LimitedBy, latencyOf, type Quality, qualityOf } from '../session/figures.ts';
import type { Words } from '../words.ts';

const barCount: Record<Quality, number> = { good: 3, fair: 2, poor: 1 };

export function figuresTemplate(
  figures: Figures,
  { words, language }: { readonly words: Words; readonly language: string },
): TemplateResult {
  const quality = qualityOf(figures);
  const qualityWord = { good: words.qualityGood, fair: words.qualityFair, poor: words.qualityPoor }[quality];
  const { latency, rate, detail } = inWords(figures, words, language);
  const hint = quality === 'good' ? undefined : limitHint(figures.limitedBy, words);
  return html`<span class="figures" part="figures" role="img" data-quality=${quality} title=${detail}
    aria-label="${words.quality}: ${qualityWord}. ${detail}">${bars(barCount[quality])}<bdi
    class="latency">${latency}</bdi><bdi class="rate">${hint ?? rate}</bdi></span>`;
}

function inWords(
  figures: Figures,
  words: Words,
  language: string,
): { readonly latency: string; readonly rate: string; readonly detail: string } {
  const { number, small, bytes } = formatsOf(language);
  const ms = (value: number | undefined): string =>
    value === undefined ? words.unknownFigure : words.milliseconds((value < 10 ? small : number).format(value));
  const { roundTripMs, ageMs, bytesPerSecond, limitedBy } = figures;
  const updates = number.format(figures.updatesPerSecond);
  const [roundTrip, usual, sometimes] = [ms(roundTripMs), ms(ageMs?.p50), ms(ageMs?.p95)];
  const detail = words.qualityDetail(roundTrip, usual, sometimes, updates, bytes.format(bytesPerSecond));
  const latency = ms(latencyOf(figures));
  return { latency, rate: words.perSecond(updates), detail: `${detail} ${limitSentence(limitedBy, words)}` };
}

type Formats = Readonly<Record<'number' | 'small' | 'bytes', Intl.NumberFormat>>;

let formats: (Formats & { readonly language: string }) | undefined;

/** Made once: that takes longer than all the rest of a rendering, each second. */
function formatsOf(language: string): Formats {
  if (formats?.language === language) return formats;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const small = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
  const unit = { notation: 'compact', style: 'unit', unit: 'byte', unitDisplay: 'narrow' } as const;
  formats = { language, number, small, bytes: new Intl.NumberFormat(language, unit) };
  return formats;
}

function limitSentence(limit: LimitedBy, words: Words): string {
  switch (limit) {
    case 'line':
      return words.limitedByLine;
    case 'decoder':
      return words.limitedByDecoder;
    case 'agent':
      return words.limitedByAgent;
    case 'nothing-moving':
      return words.nothingMoves;
  }
}

/** In sight only for what the operator may be able to mend. */
function limitHint(limit: LimitedBy, words: Words): string | undefined {
  if (limit === 'line') return words.slowLine;
  return limit === 'decoder' ? words.slowBrowser : undefined;
}
