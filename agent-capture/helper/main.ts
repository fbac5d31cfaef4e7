#!/usr/bin/env node
/**
 * The privileged helper (DEV-7): a program of its own that does for the agent the few things that need privileges, from
 * a closed list. It reads its settings once, and takes nothing from whoever asks but a verb.
 */
import { loadSettings } from '@ringside/settings';
import { createJsonLog } from '../json-log.ts';
import { chooseExecutables, rootOnly } from './executables.ts';
import { openHelper } from './helper-server.ts';
import { helperSettingsSchema } from './helper-settings.ts';
import { runExecutable } from './run-executable.ts';

async function main(): Promise<void> {
  const env = { ...process.env };
  const privileged = process.getuid?.() === 0;
  if (privileged && env.RINGSIDE_CONFIG !== undefined) {
    env.RINGSIDE_CONFIG = rootOnly(env.RINGSIDE_CONFIG, 'RINGSIDE_CONFIG');
  }
  const settings = loadSettings(helperSettingsSchema, { section: 'helper', env });
  const executables = chooseExecutables(
    {
      'restart-device': settings.restartDevice,
      'restart-room-application': settings.restartRoomApplication,
      'sign-out': settings.signOut,
      lock: settings.lock,
    },
    privileged,
  );
  const log = createJsonLog('info', 'helper');
  const helper = await openHelper({
    path: settings.socket,
    executables,
    run: runExecutable,
    answered: (verb, answer) => log.info('asked', { verb, answer }),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void helper.close().then(() => process.exit(0)));
  }
  log.info('helper-ready', { socket: settings.socket, verbs: [...executables.keys()].join(' ') });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
