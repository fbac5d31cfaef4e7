/** How many pixels a millimetre of a display has: what the ring's width and the looks at it are measured in. */
import type { DisplayInfo } from '../display/display-source.ts';
import { agentLimits } from '../limits.ts';

export function pixelsPerMm({ name, width, height, widthMm }: DisplayInfo): number {
  if (widthMm > 0) return width / widthMm;
  const diagonalMm = name === 'console' ? agentLimits.consoleDiagonalMm : agentLimits.frontDiagonalMm;
  return Math.hypot(width, height) / diagonalMm;
}
