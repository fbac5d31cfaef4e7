/** What turns words into the card's pixels: in this process, or in one of its own. */
import type { CreateSurface } from '../drawing/canvas.ts';
import { type CardDrawing, type CardRequest, drawCard } from './card-picture.ts';

export interface CardPainter {
  /** Undefined where the display has no room for a card. Rejects when it cannot draw. */
  paint(request: CardRequest): Promise<CardDrawing | undefined>;
  /** Gives back what drawing took; the next paint() takes it again. */
  rest(): void;
}

export function paintHere(createSurface: CreateSurface): CardPainter {
  return {
    paint: async (request) => drawCard(createSurface, request),
    rest: () => undefined,
  };
}
