/**
 * A page with the real `@azure/communication-calling`: a real CallClient makes a real CallAgent with a token that no
 * service has issued. It never reaches its service, but its calls are real objects that go through their states.
 */
import { CallClient } from '@azure/communication-calling';
import { AzureCommunicationTokenCredential } from '@azure/communication-common';

const resource = '00000000-0000-0000-0000-000000000000';

function token(): string {
  const encode = (part: object) =>
    btoa(JSON.stringify(part)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  const iat = Math.floor(Date.now() / 1_000);
  const claims = {
    skypeid: `acs:${resource}_1`,
    scp: 1792,
    exp: iat + 86_400,
    iat,
    acsScope: 'voip',
    resourceId: resource,
  };
  return `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}.${btoa('signature').replace(/=+$/, '')}`;
}

async function start() {
  const agent = await new CallClient().createCallAgent(new AzureCommunicationTokenCredential(token()));
  return {
    agent,
    /** Calls somebody, whom it will not reach. */
    call: () => agent.startCall([{ communicationUserId: `8:acs:${resource}_2` }]),
  };
}

Object.assign(globalThis, { startCallAgent: start });
