/** Looks for ways in which sound could be taken or sent: in the wire's schema, in code, in packages, in processes. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const audioWords = /audio|sound|microphone|voice|speech|pcm|opus|vorbis|aac|mp3|wav/i;

/** What carries bytes, and so could carry sound, and is known to carry something else. */
const knownBytes = new Set([
  'VideoFrame.payload',
  'ViewerAuthenticate.proof',
  'AgentAuthenticate.proof',
  'Challenge.nonce',
  'TimeRequest.nonce',
  'TimeAnchor.nonce',
  'NodeTimeRequest.nonce',
  'NodeTime.nonce',
  'SignedStatement.payload',
  'SignedStatement.signature',
]);

/** Frames are pictures in one of these. */
const pictures = /^FRAME_ENCODING_(UNSPECIFIED|PNG|WEBP|JPEG|SOLID|COPY|H264)$/;

/** @param schema text of a .proto file */
export function audioInSchema(schema: string): readonly string[] {
  const found: string[] = [];
  let block = '';
  for (const line of schema.replaceAll(/\/\/.*/g, '').split('\n')) {
    block = /^\s*(?:message|enum)\s+(\w+)/.exec(line)?.[1] ?? block;
    const [, type, name = ''] = /^\s*(?:(?:repeated|optional)\s+)?(?:([\w.]+)\s+)?(\w+)\s*=\s*\d+/.exec(line) ?? [];
    if (name === '') continue;
    if (audioWords.test(`${block} ${type} ${name}`)) found.push(`${block}.${name}`);
    else if (type === 'bytes' && !knownBytes.has(`${block}.${name}`)) found.push(`${block}.${name}`);
    else if (block === 'FrameEncoding' && !pictures.test(name)) found.push(name);
  }
  return found;
}

/** Names of packages that take or play sound, and of programs and interfaces that do. */
const audioPackages =
  /(^|[-_/@.])(audio\w*|\w*audio|alsa|pulse|mic|microphone|record(er)?|sox|opus(script)?|speaker|lpcm16|webrtc|wrtc|naudiodon|jack)($|[-_/@.\d])/i;
const audioInterfaces =
  /\b(getUserMedia|mediaDevices|AudioContext|AudioWorklet|AudioEncoder|AudioDecoder|AudioData|MediaRecorder|SpeechRecognition|snd_pcm_\w+|pa_simple_\w+|waveIn\w+|arecord|parec|parecord|pacat|pw-record|pw-cat|ffmpeg|gst-launch\S*|sox)\b|\/dev\/(snd|dsp|audio)/;

/** @param source text of a module */
export function audioInSource(source: string): readonly string[] {
  const code = source.replaceAll(/\/\*.*?\*\/|^\s*\/\/.*$/gms, '');
  const imports = [...code.matchAll(/\b(?:from|import|require)\s*\(?\s*['"]([^'"./][^'"]*)['"]/g)];
  const packages = imports.map(([, name = '']) => name).filter((name) => audioPackages.test(name));
  const [used] = audioInterfaces.exec(code) ?? [];
  return used === undefined ? packages : [...packages, used];
}

export function isAudioPackage(name: string): boolean {
  return audioPackages.test(name);
}

/** Files that this process has open, and libraries in it, that reach a microphone, a speaker or a camera. */
export function audioInProcess(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  const files = readdirSync(folder).flatMap((file) => {
    try {
      return [readlinkSync(`${folder}/${file}`)];
    } catch {
      // Closed while it was looked at.
      return [];
    }
  });
  const devices = files.filter((file) => /\/dev\/(snd\/|dsp|audio|video\d)/.test(file));
  const maps = readFileSync(`/proc/${pid}/maps`, 'utf8').matchAll(
    /\S*\/lib(asound|pulse|pipewire|jack|portaudio|openal|sndio)[\w.-]*\.so\S*/g,
  );
  return [...devices, ...new Set([...maps].map(([library]) => library))];
}
