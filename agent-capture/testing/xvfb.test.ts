import { describe, expect, it } from 'vitest';
import { startXvfb } from './xvfb.ts';

describe('the test X server', () => {
  it('names the package of a client that is not installed', async () => {
    const xvfb = await startXvfb();
    await expect(xvfb.start('no-such-client')).rejects.toThrow(/install the package that brings no-such-client/);
    await expect(xvfb.run('no-such-client')).rejects.toThrow(/install the package/);
    await xvfb.stop();
  });

  it('says why a server or a client did not work', async () => {
    await expect(startXvfb({ arguments: ['-no-such-option'] })).rejects.toThrow(/Xvfb ended with 1 .*no-such-option/s);
    const xvfb = await startXvfb();
    await expect(xvfb.run('setxkbmap', ['-no-such-option'])).rejects.toThrow(/setxkbmap ended with \d+/);
    await xvfb.stop();
  });

  it('has the monitors it was asked for, and no other', async () => {
    const monitors = [
      { name: 'Left', left: 0, top: 0, width: 300, height: 200 },
      { name: 'Right', left: 300, top: 0, width: 200, height: 200, primary: true },
    ];
    const xvfb = await startXvfb({ monitors });
    const listed = (await xvfb.run('xrandr', ['--listmonitors'])).toString();
    expect(listed).toMatch(/^Monitors: 2\n.*\*Right 200\/\d+x200\/\d+\+300\+0.*\n.*Left 300\/\d+x200\/\d+\+0\+0/);
    await xvfb.stop();
  });

  it('stops what runs on it', async () => {
    const xvfb = await startXvfb();
    const client = await xvfb.start('xev');
    await xvfb.stop();
    await xvfb.stop();
    expect(client.process.exitCode ?? client.process.signalCode).not.toBeNull();
    await expect(client.outputWhen(() => false)).rejects.toThrow(/xev ended early/);
  });
});
