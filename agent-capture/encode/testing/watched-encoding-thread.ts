/** For tests: the thread that encodes video, which also says each time that one of its encoders has been freed. */
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';

const library: typeof import('@napi-rs/webcodecs') = createRequire(import.meta.url)('@napi-rs/webcodecs');
const freed = new FinalizationRegistry(() => parentPort?.postMessage({ what: 'freed' }));

class WatchedEncoder extends library.VideoEncoder {
  constructor(...parts: ConstructorParameters<typeof library.VideoEncoder>) {
    super(...parts);
    freed.register(this, undefined);
  }
}

// Before the thread itself takes it from there.
Object.assign(library, { VideoEncoder: WatchedEncoder });
await import('../h264-worker.ts');
