/** A viewer as the bench plays it: counts what arrives and acknowledges each complete update, as the widget does. */
import { createFrameHeader, encodeViewerMessage, isFrame, readFrameHeader } from '@ringside/protocol';
import type { RawSocket } from './raw-socket.ts';

const header = createFrameHeader();

export class VideoSink {
  bytes = 0;
  messages = 0;
  /** Told each update once its last message is there. */
  onUpdate: (update: number) => void = () => {};
  private readonly socket: RawSocket;

  constructor(socket: RawSocket) {
    this.socket = socket;
  }

  /** Takes a frame message. @returns false for any other */
  take(message: Buffer): boolean {
    if (!isFrame(message)) return false;
    readFrameHeader(message, header);
    this.bytes += message.length;
    this.messages++;
    if (header.lastOfUpdate !== 1 || header.chunk + 1 !== header.chunks) return true;
    const { display, epoch, frame, update } = header;
    this.socket.send(encodeViewerMessage({ painted: { display, epoch, frame } }));
    this.onUpdate(update);
    return true;
  }
}
