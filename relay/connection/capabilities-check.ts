/** Whether what an agent says of itself is within bounds: it is stored and shown elsewhere. */
import { type AgentCapabilities, limits, ProtocolError } from '@ringside/protocol';

/** @throws ProtocolError */
export function checkCapabilities(capabilities: AgentCapabilities | null): void {
  if (capabilities === null) return;
  const { agentVersion, platform, callStateSources, encodings, missing } = capabilities;
  for (const list of [callStateSources, encodings, missing]) {
    if (list.length > limits.listEntries) throw new ProtocolError('out-of-range', 'capabilities');
  }
  for (const name of [agentVersion, platform, ...callStateSources, ...missing]) {
    if (name.length > limits.nameUnits) throw new ProtocolError('out-of-range', 'capabilities');
  }
}
