/** How a device lost its ring, as an incident says it: what was seen, and on which display. */
import { RingFault, type RingLoss } from '@ringside/protocol';

const words: Readonly<Record<RingFault, string>> = {
  [RingFault.RING_FAULT_UNSPECIFIED]: 'the ring was lost',
  [RingFault.RING_FAULT_NOT_SEEN]: 'covered or painted over',
  [RingFault.RING_FAULT_COVERED]: 'covered again and again',
  [RingFault.RING_FAULT_HIDDEN]: 'its window was hidden',
  [RingFault.RING_FAULT_MOVED]: 'its window was moved',
  [RingFault.RING_FAULT_RESHAPED]: 'its window was reshaped',
  [RingFault.RING_FAULT_GONE]: 'its window was closed or killed',
  [RingFault.RING_FAULT_NOT_RAISED]: 'not shown in time on every display',
  [RingFault.RING_FAULT_NO_DISPLAY]: 'no display was left',
};

export function ringLossWords(loss: RingLoss | null): string {
  if (loss === null) return words[RingFault.RING_FAULT_UNSPECIFIED];
  const { fault, display } = loss;
  // A newer device may know a fault that this build does not.
  const seen = words[fault] ?? words[RingFault.RING_FAULT_UNSPECIFIED];
  return display === '' ? seen : `${display}: ${seen}`;
}
