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

/** Lists of numbers could be samples; these are known to be something else. */
const knownLists = new Set(['Subscribe.displays', 'ControlState.requested_by']);
const numbers = /^(u?int|sint|s?fixed)(32|64)$|^(float|double|bool)$/;

/** A block that begins or ends, or a field: its label, type or type of a map's values, and name. A value has no type. */
const protoTokens =
  /\b(message|enum|oneof)\s+(\w+)\s*\{|(\})|(?:(?:(repeated|optional)\s+)?(?:(map)\s*<\s*\w+\s*,\s*([\w.]+)\s*>|([\w.]+))\s+)?\b(\w+)\s*=\s*\d+/g;

/** @param schema text of a .proto file */
export function audioInSchema(schema: string): readonly string[] {
  const found: string[] = [];
  const blocks: { readonly kind: string; readonly name: string }[] = [];
  const code = schema.replaceAll(/\/\/[^\n]*|\/\*.*?\*\//gs, ' ');
  for (const [, kind, block, end, label, map, values, single, name = ''] of code.matchAll(protoTokens)) {
    if (kind !== undefined && block !== undefined) blocks.push({ kind, name: block });
    else if (end !== undefined) blocks.pop();
    else {
      const within = blocks.flatMap((one) => (one.kind === 'oneof' ? [] : [one.name])).join('.');
      const type = values ?? single ?? '';
      const isList = label === 'repeated' || map !== undefined;
      if (isSuspect(within, type, name, isList)) found.push(`${within}.${name}`);
    }
  }
  return found;
}

function isSuspect(block: string, type: string, name: string, isList: boolean): boolean {
  const field = `${block}.${name}`;
  if (audioWords.test(`${block} ${type} ${name}`)) return true;
  if (type === 'bytes') return isList || !knownBytes.has(field);
  if (isList && numbers.test(type)) return !knownLists.has(field);
  return block === 'FrameEncoding' && !pictures.test(name);
}

/** Names of packages that take or play sound, and of programs and interfaces that do. */
const audioPackages =
  /(^|[-_/@.])(audio\w*|\w*audio|alsa|pulse|mic|microphone|record(er)?|sox|opus(script)?|speaker|lpcm16|webrtc|wrtc|naudiodon|jack)($|[-_/@.\d])/i;
const audioInterfaces = new RegExp(
  [
    /\b(\w*[gG]etUserMedia|mediaDevices|getDisplayMedia|MediaRecorder|SpeechRecognition|RTCPeerConnection)\b/,
    /\bAudio(Context|Worklet|Encoder|Decoder|Data)\b/,
    /\b(snd_pcm_\w+|pa_simple_\w+|pa_stream_\w+|pw_stream_\w+|waveIn\w+|mciSend\w+|AudioUnit\w*|AudioQueue\w*)\b/,
    /\blib(asound|pulse|pipewire|jack|portaudio|openal|sndio)\b|\b(winmm|CoreAudio|AVFAudio|AVFoundation|AudioToolbox)\b/,
    /\b(arecord|parec|parecord|pacat|pactl|pacmd|pw-record|pw-cat|pw-link|ffmpeg|gst-launch\S*|sox)\b/,
    /\/dev\/(snd|dsp|audio)|\ballow\s*[=:]\s*["'`][^"'`]*microphone/,
    // Libraries of the system by name, and native modules: only what is in this process already may be called.
    /\bkoffi\s*\.\s*load\s*\(\s*(?!null\s*\))|\bdlopen\b|\b(from|import|require)\s*\(?\s*['"`][^'"`]*\.node['"`]/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** @param source text of a module or page */
export function audioInSource(source: string): readonly string[] {
  // By the line: what looks like a comment within a string must not hide what follows.
  const code = source.replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '');
  const imports = [...code.matchAll(/\b(?:from|import|require)\s*\(?\s*['"]([^'"./][^'"]*)['"]/g)];
  const packages = imports.map(([, name = '']) => name).filter((name) => audioPackages.test(name));
  const [used] = audioInterfaces.exec(code) ?? [];
  return used === undefined ? packages : [...packages, used];
}

/** Functions of the system's libraries that this module declares, by name. */
export function nativeFunctions(source: string): readonly string[] {
  return [...source.matchAll(/\bfunc\(\s*['"`]([^'"`]*)/g)].map(([, declaration = '']) => {
    return /([\w]+)\s*\(/.exec(declaration)?.[1] ?? declaration;
  });
}

/** Whether it can start programs, any of which could record. */
export function startsPrograms(source: string): boolean {
  return /['"](node:)?(child_process|cluster)['"]/.test(source);
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
