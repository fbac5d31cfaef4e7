#!/usr/bin/env node
/**
 * The agent's command line: `enrol`, `run` and `unenrol`. The one place that names platforms, reads the environment and exits;
 * whatever keeps it from starting is one sentence on standard error and exit code 1.
 */
import { randomBytes } from 'node:crypto';
import { homedir, hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSettings, prepareDataFolder } from '@ringside/settings';
import { boundLog } from './bounded-log.ts';
import { chooseDetectors } from './call-state/choose-detectors.ts';
import { type RecordPlaces, recordPlaces } from './call-state/record-places.ts';
import { systemClock } from './clock.ts';
import { bootIdentifier, openOwedRestartFile } from './commands/owed-restart-file.ts';
import { readIdentity, writeIdentityFile } from './enrolment/device-identity.ts';
import { enrolDevice } from './enrolment/enrol-device.ts';
import { createServicesClient } from './enrolment/services-client.ts';
import { unenrolDevice } from './enrolment/unenrol-device.ts';
import { openHelperAbilities } from './helper/helper-client.ts';
import { createJsonLog } from './json-log.ts';
import { keepMemoryLean } from './lean-memory.ts';
import { agentLimits } from './limits.ts';
import { openWsRelaySocket } from './link/ws-relay-socket.ts';
import type { Log } from './log.ts';
import packageFile from './package.json' with { type: 'json' };
import type { OpenPlatform } from './platform.ts';
import { type Agent, type AgentParts, startAgent } from './session/start-agent.ts';
import { type AgentSettingsFile, defaultDataFolder, settingsSchema } from './settings.ts';

const help = `Ringside's agent: the program on the room device.

  ringside-agent enrol --services URL --key KEY [--name NAME] [--platform x11|simulated] [--data FOLDER]
      Makes this machine a device, with an enrolment key from the portal.
  ringside-agent run [--platform x11|simulated] [--data FOLDER]
      Connects to the relay and gives access, with the ring up and never in a call.
  ringside-agent unenrol [--delete-data] [--data FOLDER]
      Takes this machine off, with its key, as before the agent is uninstalled; with --delete-data services delete what
      they know of it, too. The log stays.
  ringside-agent --version | --help

Settings come from the section "agent" of the JSON file that RINGSIDE_CONFIG names, and from RINGSIDE_AGENT_* variables.
`;

class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
}

interface CommandLine {
  readonly command: string | undefined;
  readonly options: {
    readonly services?: string | undefined;
    readonly key?: string | undefined;
    readonly name?: string | undefined;
    readonly data?: string | undefined;
    readonly platform?: string | undefined;
    readonly 'delete-data'?: boolean | undefined;
    readonly help?: boolean | undefined;
    readonly version?: boolean | undefined;
  };
}

function readCommandLine(args: readonly string[]): CommandLine {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const settings = { services: text, key: text, name: text, data: text, platform: text };
  const options = { ...settings, 'delete-data': flag, help: flag, version: flag };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length > 1) throw new UsageError(`"${positionals[1]}" is one word too many.`);
    return { command: positionals[0], options: values };
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Options of the command line win over variables, variables over the file. */
function readSettings({ options }: CommandLine): AgentSettingsFile {
  const env: Record<string, string | undefined> = { ...process.env };
  if (options.services !== undefined) env.RINGSIDE_AGENT_SERVICES_URL = options.services;
  if (options.key !== undefined) env.RINGSIDE_AGENT_ENROLMENT_KEY = options.key;
  if (options.name !== undefined) env.RINGSIDE_AGENT_NAME = options.name;
  if (options.data !== undefined) env.RINGSIDE_AGENT_DATA_FOLDER = options.data;
  if (options.platform !== undefined) env.RINGSIDE_AGENT_PLATFORM = options.platform;
  return loadSettings(settingsSchema, { section: 'agent', env });
}

function prepareFolder(settings: AgentSettingsFile): string {
  const folder = resolve(settings.dataFolder ?? defaultDataFolder(process.env));
  prepareDataFolder(folder, 'RINGSIDE_AGENT_DATA_FOLDER');
  return folder;
}

async function enrol(settings: AgentSettingsFile, dataFolder: string): Promise<string> {
  const { servicesUrl, enrolmentKey, platform } = settings;
  if (servicesUrl === undefined) throw new UsageError('Enrolling needs the address of services: --services URL.');
  if (enrolmentKey === undefined) throw new UsageError('Enrolling needs an enrolment key from the portal: --key KEY.');
  const name = settings.name ?? hostname();
  return enrolDevice({ dataFolder, servicesUrl, enrolmentKey, name, platform: platformNames[platform] });
}

async function unenrol({ servicesUrl }: AgentSettingsFile, dataFolder: string, deleteData: boolean): Promise<void> {
  const device = await unenrolDevice({ dataFolder, servicesUrl, deleteData });
  const data = deleteData ? ', and services have deleted what they knew of it' : '';
  console.log(`Device ${device} is unenrolled${data}.`);
}

const platformNames = { x11: 'linux-x11', simulated: 'simulated' } as const;

/** Each platform loads its own packages, so a device needs only what its platform does. */
async function choosePlatform(settings: AgentSettingsFile, dataFolder: string, log: Log): Promise<OpenPlatform> {
  const callState = chooseDetectors(
    {
      dataFolder,
      path: settings.callStateSocket ?? defaultSocket(dataFolder, 'call-state'),
      required: settings.callStateSources,
      port: settings.callStatePort,
      origins: settings.callStateOrigins,
      record: settings.platform === 'x11' && process.platform === 'linux' ? thisRecord() : undefined,
    },
    systemClock,
    boundLog(log, systemClock),
  );
  if (settings.platform === 'simulated') {
    const { simulatedPlatform } = await import('./simulated-platform.ts');
    const controlPath = defaultSocket(dataFolder, 'simulated-room');
    return simulatedPlatform({ roomName: settings.name ?? 'Simulated room', callState, controlPath });
  }
  const display = settings.display ?? process.env.DISPLAY;
  if (display === undefined || display === '') {
    throw new UsageError('There is no X display: set DISPLAY or RINGSIDE_AGENT_DISPLAY, for example to ":0".');
  }
  const { x11Platform } = await import('./x11-platform.ts');
  const helper = await openHelperAbilities(settings.helperSocket, systemClock);
  const { openLogindAccount } = await import('./account/logind-account.ts');
  return x11Platform({ display, callState, account: await openLogindAccount(), helper });
}

function thisRecord(): RecordPlaces {
  return recordPlaces(process.env, homedir(), process.getuid?.() ?? 0);
}

type Encoding = Pick<AgentParts, 'createPipeline' | 'videoStreams'>;

/** Only a run encodes: enrolling must work where the image library does not. */
async function choosePipeline({ videoStreams, cpuCores }: AgentSettingsFile): Promise<Encoding> {
  const { createVideoPipeline } = await import('./damage/create-video-pipeline.ts');
  const { createContentEncoder } = await import('./encode/content-encoder.ts');
  const { openH264Encoders } = await import('./encode/h264-encoder.ts');
  const encoder = createContentEncoder();
  const videoEncoders = videoStreams ? await openH264Encoders(systemClock) : undefined;
  const usedMs = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  };
  const options = { encoder, videoEncoders, cpu: { cores: cpuCores, usedMs }, clock: systemClock };
  return {
    createPipeline: (outlet) => createVideoPipeline(outlet, options),
    videoStreams: videoEncoders !== undefined,
  };
}

function defaultSocket(dataFolder: string, name: string): string {
  if (process.platform !== 'win32') return join(dataFolder, `${name}.sock`);
  return `\\\\.\\pipe\\ringside-${name}-${Buffer.from(dataFolder).toString('base64url')}`;
}

async function run(settings: AgentSettingsFile, dataFolder: string): Promise<void> {
  // Until it has started there is nothing that must end in order.
  let stop = (): unknown => process.exit(0);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  process.on('disconnect', () => void stop());
  const log = createJsonLog(settings.logLevel);
  if ((await readIdentity(dataFolder)) === undefined && settings.enrolmentKey !== undefined) {
    log.info('enrolled', { device: await enrol(settings, dataFolder) });
  }
  keepMemoryLean(systemClock);
  const encoding = await choosePipeline(settings);
  for (;;) {
    const end = await runOnce(settings, dataFolder, encoding, log, (agentStop) => {
      stop = agentStop;
    });
    if (end === undefined) return;
    if (end !== 'restarted') throw end;
    // The simulated device boots; a signal meanwhile ends it at once.
    stop = () => process.exit(0);
    await new Promise<void>((resolve) => void systemClock.after(agentLimits.simulatedBootMs, resolve));
  }
}

/** One run of an agent, as one process would be. @returns why it is over */
async function runOnce(
  settings: AgentSettingsFile,
  dataFolder: string,
  encoding: Encoding,
  log: Log,
  stoppable: (stop: () => Promise<void>) => void,
): Agent['over'] {
  const known = await readIdentity(dataFolder);
  if (known === undefined) {
    throw new UsageError(`This device is not enrolled (nothing in ${dataFolder}): run "ringside-agent enrol" first.`);
  }
  const identity = { ...known, servicesUrl: settings.servicesUrl ?? known.servicesUrl };
  const openPlatform = await choosePlatform(settings, dataFolder, log);
  const agent = await startAgent(
    { identity, agentVersion: packageFile.version },
    {
      openPlatform,
      ...encoding,
      openSocket: openWsRelaySocket,
      servicesClient: createServicesClient(identity.servicesUrl),
      saveIdentity: (file) => writeIdentityFile(dataFolder, file),
      owedRestart: openOwedRestartFile(dataFolder, bootIdentifier(), log),
      clock: systemClock,
      random: Math.random,
      randomBytes,
      log,
    },
  );
  const stop = async (): Promise<void> => {
    // Whatever hangs in a platform must not keep the ring's machine from stopping.
    const cancel = systemClock.after(agentLimits.stopMs, () => process.exit(1));
    await agent.stop();
    cancel();
  };
  stoppable(stop);
  void agent.connected.then(() => {
    log.info('ready', { device: agent.device });
    process.send?.({ ready: { device: agent.device } });
  });
  const end = await agent.over;
  await stop();
  return end;
}

async function main(): Promise<void> {
  const line = readCommandLine(process.argv.slice(2));
  if (line.options.version === true) {
    console.log(packageFile.version);
    return;
  }
  if (line.options.help === true || line.command === undefined) {
    console.log(help);
    return;
  }
  if (line.command !== 'enrol' && line.command !== 'run' && line.command !== 'unenrol') {
    throw new UsageError(`There is no command "${line.command}": ringside-agent --help lists them.`);
  }
  const settings = readSettings(line);
  const dataFolder = prepareFolder(settings);
  if (line.command === 'run') await run(settings, dataFolder);
  else if (line.command === 'unenrol') await unenrol(settings, dataFolder, line.options['delete-data'] === true);
  else console.log(`Enrolled as device ${await enrol(settings, dataFolder)}; "ringside-agent run" connects it.`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
