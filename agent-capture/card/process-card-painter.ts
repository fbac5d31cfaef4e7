/**
 * Draws the card in a process of its own (painter-process.ts), which lives while there is a card: drawing takes 60 MB
 * and stops everything for half a second at its start, and text from elsewhere is shaped where it can do no harm.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import type { Clock } from '../clock.ts';
import { CardError } from './card-error.ts';
import type { CardPainter } from './card-painter.ts';
import type { CardDrawing, CardRequest } from './card-picture.ts';
import { cardLimits } from './limits.ts';

/** What the process answers: one answer to each request, in order. */
export type PainterAnswer = { readonly drawn: CardDrawing | undefined } | { readonly failed: string };

/** The program beside this file, in the tree or in what is packed. */
const program = new URL(`./painter-process${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

interface Waiting {
  readonly answered: (answer: PainterAnswer) => void;
  readonly failed: (error: CardError) => void;
}

export function createProcessCardPainter(clock: Pick<Clock, 'after'>): CardPainter {
  let child: ChildProcess | undefined;
  const waiting: Waiting[] = [];

  function start(): ChildProcess {
    const started = fork(program, [], {
      // Binary answers as they are, and nothing of how this process was started.
      serialization: 'advanced',
      execArgv: [],
      env: withoutSecrets(process.env),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const over = (why: string): void => {
      if (child === started) stop(new CardError('painter-gone', `What draws the card ended: ${why}.`));
    };
    started.on('message', (answer: PainterAnswer) => {
      if (child === started) waiting.shift()?.answered(answer);
    });
    started.on('error', (error) => over(error.message));
    started.on('exit', (code, signal) => over(`exit ${code ?? signal}`));
    if (started.pid !== undefined) lowerPriority(started.pid);
    return started;
  }

  function stop(error: CardError): void {
    const stopped = child;
    child = undefined;
    for (const { failed } of waiting.splice(0)) failed(error);
    stopped?.kill('SIGKILL');
  }

  return {
    paint(request) {
      child ??= start();
      const { promise, resolve, reject } = Promise.withResolvers<CardDrawing | undefined>();
      const cancel = clock.after(cardLimits.paintMs, () => {
        stop(
          new CardError('painter-late', `What draws the card has not answered for ${cardLimits.paintMs / 1_000} s.`),
        );
      });
      waiting.push({
        answered(answer) {
          cancel();
          if ('failed' in answer) reject(new CardError('painter-failed', answer.failed));
          else resolve(withBuffer(answer.drawn));
        },
        failed(error) {
          cancel();
          reject(error);
        },
      });
      child.send(request satisfies CardRequest);
      return promise;
    },
    rest: () => stop(new CardError('painter-gone', 'The card is no longer needed.')),
  };
}

/** Between processes a buffer arrives as plain bytes. */
function withBuffer(drawn: CardDrawing | undefined): CardDrawing | undefined {
  if (drawn === undefined) return undefined;
  const { bgrx, ...size } = drawn.picture;
  return { ...drawn, picture: { ...size, bgrx: Buffer.from(bgrx.buffer, bgrx.byteOffset, bgrx.length) } };
}

/** It draws: what this product is configured with is none of its business. */
function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('RINGSIDE_')));
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, cardLimits.niceness);
  } catch {
    // It has gone already, or the system does not let us: it draws all the same.
  }
}
