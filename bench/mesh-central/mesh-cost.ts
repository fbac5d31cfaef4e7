/** What MeshCentral's relay costs beside ours, without TLS on either: with it, it takes four times as long. */
import { limits } from '../limits.ts';
import { bytesTitle, costRow, measureCosts, messagesTitle, relayPath } from '../relay/cost.ts';
import type { Step } from '../relay/step.ts';
import type { Row, Title } from '../report/row.ts';
import { meshName } from './mesh-package.ts';
import { startMeshServer } from './mesh-server.ts';

const beside = `${meshName}'s relay`;

export const costTitles: readonly [Title, Title] = [
  bytesTitle('P5.bytes.mesh', beside),
  messagesTitle('P5.messages.mesh', beside),
];

export async function meshCostRows(step: Step, packageFolder: string): Promise<Row[]> {
  const costs = await measureCosts(step, limits.meshCostRounds, {
    relay: relayPath(step),
    mesh: { kind: 'mesh-central', start: () => startMeshServer(packageFolder, { tls: false }) },
  });
  const [bytes, messages] = costTitles;
  return [costRow(bytes, costs, 'mesh', 'perGigabyte'), costRow(messages, costs, 'mesh', 'perMessage')];
}
