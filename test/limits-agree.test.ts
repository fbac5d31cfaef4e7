/** Limits of one folder that only mean something beside those of another. */
import { expect, test } from 'vitest';
import { viewerLimits } from '../portal-embed/limits.ts';
import { deliveryLimits } from '../relay/delivery/limits.ts';

test('VID-3: the relay does not take a viewer that waits for the rest of an update for a slow line', () => {
  // Painting is what acknowledges, and takes some time itself.
  expect(viewerLimits.updateHoldMs).toBeLessThan((deliveryLimits.queueMs * 2) / 3);
});
