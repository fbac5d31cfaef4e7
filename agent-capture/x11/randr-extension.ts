/**
 * RANDR 1.5: the monitors of a screen, what its outputs really show, and news of their change; also making monitors and
 * switching outputs off, for tests and virtual rooms.
 */
import type { X11Connection } from './connection.ts';
import { pair, request } from './request.ts';
import { atomOf } from './root-numbers.ts';
import { X11Error } from './x11-error.ts';

export interface Monitor {
  /** The name as the server gives it: the output's ("HDMI-1") or the one of SetMonitor. */
  readonly name: string;
  readonly primary: boolean;
  /** The server's own, of what outputs show. Others are set, by any program, to whatever it likes. */
  readonly automatic: boolean;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface ScreenPart {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface ShownPart extends ScreenPart {
  /** What is seen is another part of the screen: the output pans over this one, or bends it by more than a scale. */
  readonly bent: boolean;
}

export interface Randr {
  monitors(): Promise<Monitor[]>;
  /** The outputs that have a picture. Each makes a monitor of its own as long as none of setMonitor's claims it. */
  outputs(): Promise<number[]>;
  /** The part of the screen that each output shows; outputs that are off show none. */
  shown(): Promise<ShownPart[]>;
  /** Switches all outputs off: what monitors are set is all there is then. */
  switchOff(): Promise<void>;
  /** Makes or changes a monitor that is a part of the screen. */
  setMonitor(monitor: Omit<Monitor, 'automatic'>, outputs: readonly number[]): Promise<void>;
  deleteMonitor(name: string): Promise<void>;
}

const queryVersion = 0;
const selectInput = 4;
const getCrtcInfo = 20;
const setCrtcConfig = 21;
const getScreenResourcesCurrent = 25;
const getCrtcTransform = 27;
const getPanning = 28;
const getMonitors = 42;
const setMonitor = 43;
const deleteMonitor = 44;
const allNotifications = 0xf;
const configureNotify = 22;
const structureNotifyMask = 0x20000;

/** @throws X11Error 'unsupported' where the server has no monitors */
export async function openRandr(connection: X11Connection, changed?: () => void): Promise<Randr> {
  const extension = await connection.extension('RANDR');
  const sentence = 'The X server lacks RANDR 1.5, which names the displays: use a server of 2016 or later.';
  if (extension === undefined) throw new X11Error('unsupported', sentence);
  const { major, firstEvent } = extension;
  const version = await connection.ask(request(major, queryVersion, 1, 5), (body) => [
    body.readUInt32LE(0),
    body.readUInt32LE(4),
  ]);
  if (version[0] !== 1 || (version[1] ?? 0) < 5) throw new X11Error('unsupported', sentence);
  if (changed !== undefined) {
    connection.send(request(major, selectInput, connection.root, allNotifications));
    // SetMonitor is announced to the root window's watchers alone.
    const changeWindowAttributes = 2;
    const eventMaskValue = 0x800;
    connection.send(request(changeWindowAttributes, 0, connection.root, eventMaskValue, structureNotifyMask));
    for (const type of [firstEvent, firstEvent + 1, configureNotify]) connection.listen(type, changed);
  }
  const names = new Map<number, string>();
  return {
    async monitors() {
      const activeOnly = 1;
      const found = await connection.ask(request(major, getMonitors, connection.root, activeOnly), parseMonitors);
      const monitors: Monitor[] = [];
      for (const { nameAtom, outputs: _, ...monitor } of found) {
        const name = names.get(nameAtom) ?? (await atomName(connection, nameAtom));
        names.set(nameAtom, name);
        monitors.push({ name, ...monitor });
      }
      return monitors;
    },
    async outputs() {
      const found = await connection.ask(request(major, getMonitors, connection.root, 1), parseMonitors);
      return found.flatMap(({ outputs }) => outputs);
    },
    async shown() {
      const { crtcs, configTime, modes } = await connection.ask(
        request(major, getScreenResourcesCurrent, connection.root),
        parseCrtcs,
      );
      const partOf = async (crtc: number): Promise<ShownPart[]> => {
        const [shown, panned, scale] = await Promise.all([
          connection.ask(request(major, getCrtcInfo, crtc, configTime), parseShown).catch(unlessRefused),
          connection.ask(request(major, getPanning, crtc), parseSize).catch(unlessRefused),
          connection.ask(request(major, getCrtcTransform, crtc), parseScale).catch(unlessRefused),
        ]);
        // A graphics adapter that was pulled out in between shows nothing; that it went is announced.
        if (shown === undefined) return [];
        const { mode, turned, ...part } = shown;
        const { width = 0, height = 0 } = modes.get(mode) ?? {};
        const [across, down] = turned ? [height, width] : [width, height];
        const stays =
          panned !== undefined &&
          scale !== undefined &&
          staysWithin(panned.width, across * scale.width) &&
          staysWithin(panned.height, down * scale.height);
        return [{ ...part, bent: !stays }];
      };
      return (await Promise.all(crtcs.map(partOf))).flat();
    },
    async switchOff() {
      const { crtcs, time, configTime } = await connection.ask(
        request(major, getScreenResourcesCurrent, connection.root),
        parseCrtcs,
      );
      const [place, noMode, upright] = [0, 0, 1];
      for (const crtc of crtcs) {
        const off = request(major, setCrtcConfig, crtc, time, configTime, place, noMode, upright);
        await connection.ask(off, () => undefined);
      }
    },
    async setMonitor(monitor, outputs) {
      const name = await atomOf(connection, monitor.name);
      // Servers refuse a name that is taken; both requests are carried out at once.
      connection.send(request(major, deleteMonitor, connection.root, name));
      const { left, top, width, height, widthMm, heightMm } = monitor;
      const flags = pair(monitor.primary ? 1 : 0, outputs.length);
      const place = [pair(left, top), pair(width, height), widthMm, heightMm];
      await connection.perform(request(major, setMonitor, connection.root, name, flags, ...place, ...outputs));
    },
    async deleteMonitor(name) {
      await connection.perform(request(major, deleteMonitor, connection.root, await atomOf(connection, name)));
    },
  };
}

/**
 * Reply body: timestamp 4, number of monitors 4, of outputs 4, 12 unused, then per monitor: name 4, primary 1,
 * automatic 1, number of outputs 2, x 2, y 2, width 2, height 2, width and height in millimetres 4 each, outputs.
 */
function parseMonitors(body: Buffer): (Omit<Monitor, 'name'> & { nameAtom: number; outputs: number[] })[] {
  const count = body.readUInt32LE(4);
  const monitors = [];
  let at = 24;
  for (let index = 0; index < count; index++) {
    const outputs = Array.from({ length: body.readUInt16LE(at + 6) }, (_, output) => {
      return body.readUInt32LE(at + 24 + 4 * output);
    });
    monitors.push({
      nameAtom: body.readUInt32LE(at),
      primary: body.readUInt8(at + 4) === 1,
      automatic: body.readUInt8(at + 5) === 1,
      left: body.readInt16LE(at + 8),
      top: body.readInt16LE(at + 10),
      width: body.readUInt16LE(at + 12),
      height: body.readUInt16LE(at + 14),
      widthMm: body.readUInt32LE(at + 16),
      heightMm: body.readUInt32LE(at + 20),
      outputs,
    });
    at += 24 + 4 * outputs.length;
  }
  return monitors;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Reply body: timestamp 4, time of the configuration 4, numbers of CRTCs, outputs and modes 2 each, 10 of other numbers and
 * unused, CRTCs and outputs 4 each, then per mode: identifier 4, width 2, height 2, 24 more.
 */
function parseCrtcs(body: Buffer): { crtcs: number[]; modes: Map<number, Size>; time: number; configTime: number } {
  const crtcs = Array.from({ length: body.readUInt16LE(8) }, (_, at) => body.readUInt32LE(24 + 4 * at));
  const modesAt = 24 + 4 * (crtcs.length + body.readUInt16LE(10));
  const modes = new Map<number, Size>();
  for (let at = modesAt; at < modesAt + 32 * body.readUInt16LE(12); at += 32) {
    modes.set(body.readUInt32LE(at), { width: body.readUInt16LE(at + 4), height: body.readUInt16LE(at + 6) });
  }
  return { crtcs, modes, time: body.readUInt32LE(0), configTime: body.readUInt32LE(4) };
}

function unlessRefused(error: unknown): undefined {
  if (!(error instanceof X11Error) || error.code !== 'refused') throw error;
}

/** Reply body: timestamp 4, x 2, y 2, width 2, height 2, mode 4 (0: off), rotations 2 each, number of outputs 2. */
function parseShown(body: Buffer): (ScreenPart & { mode: number; turned: boolean }) | undefined {
  const mode = body.readUInt32LE(12);
  if (mode === 0 || body.readUInt16LE(20) === 0) return undefined;
  const [left, top] = [body.readInt16LE(4), body.readInt16LE(6)];
  const [quarter, threeQuarters] = [0x2, 0x8];
  const turned = (body.readUInt16LE(16) & (quarter | threeQuarters)) !== 0;
  return { left, top, width: body.readUInt16LE(8), height: body.readUInt16LE(10), mode, turned };
}

/** Reply body: timestamp 4, x 2, y 2, width 2, height 2 of the area that it pans over (0: it does not), and more. */
function parseSize(body: Buffer): Size {
  return { width: body.readUInt16LE(8), height: body.readUInt16LE(10) };
}

/**
 * An area of just what is seen at a time is how some drivers say that it does not move. In a larger one it moves, and of
 * a smaller one it shows more than it says. Less than a pixel is lost in scaling.
 */
const staysWithin = (area: number, seen: number): boolean => area === 0 || Math.abs(area - seen) < 1;

/**
 * Reply body: the transform to come 36, whether there are any 1, unused 3, the one in force: nine numbers of 4, by rows.
 * @returns how much larger than its mode that is of the screen which it shows; undefined where that is bent otherwise
 */
function parseScale(body: Buffer): Size | undefined {
  const rows = Array.from({ length: 9 }, (_, at) => body.readInt32LE(40 + 4 * at));
  if (rows.some((number, at) => (at % 4 === 0 ? number <= 0 : number !== 0))) return undefined;
  const [width = 0, height = 0, whole = 0] = rows.filter((number) => number !== 0);
  return { width: width / whole, height: height / whole };
}

async function atomName(connection: X11Connection, atom: number): Promise<string> {
  const getAtomName = 17;
  return connection.ask(request(getAtomName, 0, atom), (body) => body.toString('utf8', 24, 24 + body.readUInt16LE(0)));
}
