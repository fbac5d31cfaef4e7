import { describe, expect, it, onTestFinished } from 'vitest';
import { openX11Display } from '../display/x11-display.ts';
import { startXvfb } from '../testing/xvfb.ts';
import { openDpms } from './dpms-extension.ts';

/** A server with DPMS, as far as its bytes go: Xvfb has none. */
function serverWith({ capable, level, enabled }: { capable: boolean; level: number; enabled: boolean }) {
  const asked: number[] = [];
  const forced: number[] = [];
  const connection = {
    extension: async () => ({ major: 145, firstEvent: 0 }),
    async ask<T>(packet: Buffer, parse: (body: Buffer, detail: number) => T): Promise<T> {
      expect(packet.readUInt16LE(2) * 4).toBe(packet.length);
      asked.push(packet[1] ?? -1);
      const body = Buffer.alloc(24);
      if (packet[1] === 1) body.writeUInt8(capable ? 1 : 0, 0);
      if (packet[1] === 7) {
        body.writeUInt16LE(level, 0);
        body.writeUInt8(enabled ? 1 : 0, 2);
      }
      return parse(body, 0);
    },
    async perform(packet: Buffer): Promise<void> {
      asked.push(packet[1] ?? -1);
      forced.push(packet.readUInt16LE(4));
    },
  };
  return { connection, asked, forced };
}

describe('DPMS', () => {
  it('VID-2: says whether the monitors sleep, and wakes them', async () => {
    for (const [level, enabled, asleep] of [
      [0, true, false],
      [1, true, true],
      [2, true, true],
      [3, true, true],
      [3, false, false],
    ] as const) {
      const { connection, forced } = serverWith({ capable: true, level, enabled });
      const dpms = await openDpms(connection);
      expect(await dpms?.asleep()).toBe(asleep);
      await dpms?.wake();
      expect(forced).toEqual([0]);
    }
  });

  it('VID-2: a server that cannot is one without', async () => {
    expect(await openDpms(serverWith({ capable: false, level: 0, enabled: true }).connection)).toBeUndefined();
  });

  it('CMD-1: on a real server without DPMS and screen saver, waking is unavailable with its reason, and nothing sleeps', async () => {
    const xvfb = await startXvfb({ arguments: ['-extension', 'MIT-SCREEN-SAVER'] });
    onTestFinished(() => xvfb.stop());
    const events = { layoutChanged: () => undefined, damaged: () => undefined, failed: () => undefined };
    const source = await openX11Display({ display: xvfb.display }, events);
    onTestFinished(() => source.close());
    expect(source.wake).toEqual({ unavailable: expect.stringMatching(/cannot send its monitors to sleep/) });
    expect(source.displays.map(({ asleep }) => asleep)).toEqual([false]);
  });
});
