/** The agent's side of the privileged helper: asks what it can do, and has it done. */
import { connect } from 'node:net';
import type { Clock } from '../clock.ts';
import type { Ability, RoomAbilities } from '../commands/abilities.ts';
import { type HelperVerb, isHelperVerb, listVerbs } from './helper-verbs.ts';
import { helperLimits } from './limits.ts';

export type HelperAbilities = Pick<RoomAbilities, 'restartDevice' | 'restartRoomApplication' | 'signOut' | 'lock'>;

/** The helper could not do what it was asked. */
class HelperRefusal extends Error {
  override readonly name = 'HelperRefusal';
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`The helper answers "${code}".`, options);
    this.code = code;
  }
}

const noHelper = 'No helper is set up on the device: agent.helperSocket names none.';
const noAnswer = 'The helper on the device does not answer.';
const noExecutable: Readonly<Record<HelperVerb, string>> = {
  'restart-device': 'The helper on the device has no executable for it: helper.restartDevice names none.',
  'restart-room-application':
    'The helper on the device has no executable for it: helper.restartRoomApplication names none.',
  'sign-out': 'The helper on the device has no executable for it: helper.signOut names none.',
  lock: 'The helper on the device has no executable for it: helper.lock names none.',
};

/**
 * What the helper behind this socket can do, asked for some seconds: both may just be starting.
 * @param path undefined where no helper is set up
 */
export async function openHelperAbilities(path: string | undefined, clock: Clock): Promise<HelperAbilities> {
  if (path === undefined) return none(noHelper);
  const verbs = await knownVerbs(path, clock);
  if (verbs === undefined) return none(noAnswer);
  const ability = (verb: HelperVerb): Ability<() => Promise<void>> =>
    verbs.has(verb) ? { run: () => perform(path, verb) } : { unavailable: noExecutable[verb] };
  return {
    restartDevice: ability('restart-device'),
    restartRoomApplication: ability('restart-room-application'),
    signOut: ability('sign-out'),
    lock: ability('lock'),
  };
}

const none = (unavailable: string): HelperAbilities => ({
  restartDevice: { unavailable },
  restartRoomApplication: { unavailable },
  signOut: { unavailable },
  lock: { unavailable },
});

async function knownVerbs(path: string, clock: Clock): Promise<ReadonlySet<HelperVerb> | undefined> {
  for (let attempt = 0; attempt < helperLimits.retries; attempt++) {
    try {
      const [word, ...verbs] = (await ask(path, listVerbs)).split(' ');
      return word === 'ok' ? new Set(verbs.filter(isHelperVerb)) : undefined;
    } catch {
      await new Promise<void>((resolve) => void clock.after(helperLimits.retryMs, resolve));
    }
  }
  return undefined;
}

async function perform(path: string, verb: HelperVerb): Promise<void> {
  const answer = await ask(path, verb);
  if (answer !== 'ok') throw new HelperRefusal(answer.replace(/^error /, ''));
}

/** One request, one line of answer. @throws HelperRefusal 'unreachable' */
function ask(path: string, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let received = '';
    const fail = (cause?: Error): void => {
      socket.destroy();
      reject(new HelperRefusal('unreachable', { cause }));
    };
    socket.setTimeout(helperLimits.answerMs, () => fail());
    socket.once('error', fail);
    socket.once('connect', () => socket.write(`${request}\n`));
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
      const end = received.indexOf('\n');
      if (end >= 0) {
        socket.destroy();
        resolve(received.slice(0, end));
      } else if (received.length > helperLimits.answerBytes) fail();
    });
    socket.once('end', () => fail());
  });
}
