/** How large the window of a display opens. Pure geometry. */
import { viewerLimits } from '../limits.ts';
import type { Size } from '../render/arrange.ts';

/** The inside of a window that shows the picture in its own pixels, or as large as fits beside the page. */
export function windowSize(
  picture: Size,
  { availWidth, availHeight }: Pick<Screen, 'availWidth' | 'availHeight'>,
  pixelRatio: number,
): Size {
  const { ownWindowShare: share, ownWindowEdges: edges } = viewerLimits;
  const [width, height] = [picture.width / pixelRatio, picture.height / pixelRatio];
  const room = (space: number, edge: number): number => Math.max(1, space * share - edge);
  const scale = Math.min(1, room(availWidth, edges.width) / width, room(availHeight, edges.height) / height);
  return { width: Math.round(width * scale) + edges.width, height: Math.round(height * scale) + edges.height };
}
