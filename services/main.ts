/** The services process: runs the control plane, or one command of its command line. */
import { loadSettings, SettingsError } from '@ringside/settings';
import { runCommand, usage } from './command-line.ts';
import { ServicesError, settingsSchema, startServices } from './index.ts';

async function run(): Promise<void> {
  // Until they have started there is nothing that must end in order.
  let stop = (): unknown => process.exit(0);
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  // Started by another process: without it there is nobody to stop us.
  process.on('disconnect', () => void stop());
  const settings = loadSettings(settingsSchema, { section: 'services', env: process.env });
  const services = await startServices(settings);
  let stopping = false;
  stop = async () => {
    if (stopping) return;
    stopping = true;
    await services.stop();
    process.exit(0);
  };
  if (process.send === undefined) return;
  const { url, controlUrl } = services;
  const handedOver = settings.embedded
    ? { signInLink: await services.signInLink(), enrolmentKey: await services.enrolmentKey() }
    : {};
  // Over IPC only: these never reach a log.
  process.send({ ready: { url, controlUrl, ...handedOver } });
}

function explain(error: unknown): string {
  if (error instanceof ServicesError || error instanceof SettingsError) return error.message;
  return `Services cannot start: ${error instanceof Error ? error.message : String(error)}`;
}

try {
  const [command, ...args] = process.argv.slice(2);
  if (command === undefined) await run();
  else if (command === '--help') console.log(`Without a command, services run. ${usage}`);
  else await runCommand(command, args, process.env);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
