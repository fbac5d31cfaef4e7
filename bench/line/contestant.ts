/** One of the stacks that the line bench compares, with everything that is drawn on it. */
import type { Path } from '../glass/stack.ts';
import { limits } from '../limits.ts';
import { createDesktop } from '../scenes/desktop.ts';
import { scrollingScene, stillScene, typingScene, windowSwitchScene } from '../scenes/desktop-scenes.ts';
import { readGlyphs } from '../scenes/glyphs.ts';
import type { Scene } from '../scenes/scene.ts';
import { fullVideo, Video } from '../scenes/video.ts';
import { type LinedStack, openLinedStack } from './lined-stack.ts';
import { shapes } from './shapes.ts';

export interface Contestant {
  /** As rows name it. */
  readonly name: string;
  readonly lined: LinedStack;
  readonly scenes: Readonly<Record<'still' | 'typing' | 'scrolling' | 'switching' | 'small' | 'full', Scene>>;
  readonly fullVideo: Video;
}

export async function openContestant(
  stackName: string,
  name: string,
  openPath: () => Promise<Path>,
): Promise<Contestant> {
  const lined = await openLinedStack(stackName, openPath, shapes.near);
  try {
    const { screen, video, watcher } = lined.stack;
    const { ground } = screen;
    // From the viewer's server, which is of one kind in all stacks.
    const glyphs = await readGlyphs(watcher.client);
    const desktop = await createDesktop(ground, glyphs);
    const { width, height } = ground.client;
    const full = await Video.prepare(ground, fullVideo(width, height));
    const scenes = {
      still: stillScene(desktop),
      typing: typingScene(ground, desktop),
      scrolling: scrollingScene(ground, desktop, glyphs),
      switching: windowSwitchScene(desktop),
      small: videoScene('640x360 video', video),
      full: videoScene('full-screen video', full),
    };
    await ground.client.sync();
    return { name, lined, scenes, fullVideo: full };
  } catch (error) {
    await lined.close();
    throw error;
  }
}

function videoScene(name: string, video: Video): Scene {
  return {
    name,
    stepMs: 1_000 / limits.videoFramesPerSecond,
    begin: () => video.draw(0),
    step: (index) => video.draw(index),
  };
}
