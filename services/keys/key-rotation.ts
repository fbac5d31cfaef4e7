/**
 * Changes of the signing keys, each in every tenant's log: a new one, and the end of those of which nothing is valid any
 * more. The transaction holds the database's write lock, so that of two processes only one changes the file at a time.
 */
import { type Actor, appendToAllLogs, type EventContent } from '../audit/event-log.ts';
import { ServicesError } from '../services-error.ts';
import type { Sources } from '../sources.ts';
import type { Db } from '../store/schema.ts';
import { settleFile, settleIn, stageFile } from '../store/staged-file.ts';
import { type KeyFile, keyFileText, keyPath, readKeyFile } from './key-file.ts';
import { newKey } from './key-ring.ts';
import { lapsedKeys, signingKeyAt, withNewKey } from './key-schedule.ts';

interface RotationPorts {
  readonly db: Db;
  readonly sources: Sources;
  readonly dataFolder: string;
}

export interface Rotation {
  /** The new key's name. */
  readonly key: string;
  readonly signsFromMs: number;
}

/**
 * Running services pick the new key up by themselves.
 * @param compromised the old keys are void at once, with all that they signed
 * @throws ServicesError one sentence
 */
export async function rotateSigningKey(
  ports: RotationPorts,
  { actor, compromised }: { readonly actor: Actor; readonly compromised: boolean },
): Promise<Rotation> {
  const added = await newKey();
  return changeKeys(ports, actor, (file, nowMs) => {
    const changed = withNewKey(file, added, { nowMs, compromised });
    if (changed === undefined) {
      const why =
        'The keys were rotated so often that as many are in force as may be: wait a day, until the old ones lapse.';
      throw new ServicesError('keys', why);
    }
    const { signsFromMs } = changed;
    const before = signingKeyAt(file.signing, nowMs).kid;
    const detail = { key: added.kid, before, signsFromMs, compromised };
    return {
      file: changed.file,
      events: [{ kind: 'signing-key.rotated', detail }],
      result: { key: added.kid, signsFromMs },
    };
  });
}

/** Ends what a change of keys that was killed has begun. @throws ServicesError one sentence */
export const settleSigningKeys = ({ db, dataFolder }: Pick<RotationPorts, 'db' | 'dataFolder'>): Promise<void> =>
  settleFile(db, keyPath(dataFolder));

/** Takes keys out of the published set of which nothing is valid any more. @returns whether there were any */
export async function retireLapsedKeys(ports: RotationPorts): Promise<boolean> {
  const known = readKeyFile(ports.dataFolder);
  if (known === undefined || lapsedKeys(known.signing, ports.sources.nowMs()).length === 0) return false;
  await changeKeys(ports, { kind: 'services' }, (file, nowMs) => {
    const lapsed = new Set(lapsedKeys(file.signing, nowMs));
    const signing = file.signing.filter((key) => !lapsed.has(key));
    const events = [...lapsed].map(({ kid }) => ({ kind: 'signing-key.retired', detail: { key: kid } }) as const);
    return { file: { ...file, sequence: file.sequence + 1, signing }, events, result: undefined };
  });
  return true;
}

interface Changed<T> {
  readonly file: KeyFile;
  readonly events: readonly EventContent[];
  readonly result: T;
}

async function changeKeys<T>(
  { db, sources, dataFolder }: RotationPorts,
  actor: Actor,
  change: (file: KeyFile, nowMs: number) => Changed<T>,
): Promise<T> {
  const path = keyPath(dataFolder);
  const done = await db.transaction().execute(async (tx) => {
    await settleIn(tx, path);
    const file = readKeyFile(dataFolder);
    if (file === undefined) throw new ServicesError('keys', 'There are no keys yet: start services once.');
    const { file: next, events, result } = change(file, sources.nowMs());
    for (const content of events) await appendToAllLogs(tx, sources, actor, content);
    await stageFile(tx, path, keyFileText(next));
    return result;
  });
  // What is not on record is not in use.
  await settleFile(db, path);
  return done;
}
