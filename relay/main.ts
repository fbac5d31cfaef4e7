/** The relay as a process: reads its settings, starts, says where it listens, and stops in order when it is told to. */
import { randomBytes } from 'node:crypto';
import { loadSettings } from '@ringside/settings';
import { systemClock } from './clock.ts';
import { uuidv7 } from './identifier.ts';
import { createLog } from './monitoring/log.ts';
import { startRelay } from './relay.ts';
import { relaySettingsSchema } from './settings.ts';

/** Until it has started there is nothing that must end in order. */
let stop = (): void => process.exit(0);
process.on('SIGTERM', () => stop());
process.on('SIGINT', () => stop());
// Started by another process: without it there is nobody to stop us.
process.on('disconnect', () => stop());

try {
  const settings = loadSettings(relaySettingsSchema, { section: 'relay', env: process.env });
  const relay = await startRelay(settings, {
    clock: systemClock,
    log: createLog(settings.logLevel),
    random: Math.random,
    nonce: () => randomBytes(32),
    newId: () => uuidv7(Date.now(), randomBytes(16)),
  });
  stop = () => {
    relay.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`The relay did not stop cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.send?.({ ready: { url: relay.url, adminUrl: relay.adminUrl } });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
