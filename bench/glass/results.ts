/** What every stack showed in every round of every measure, and what failed. */
import { peers, versionOf } from '../peers.ts';
import type { Round } from './measures.ts';
import type { VideoRound } from './video-round.ts';

export const stackNames = ['ringside', 'tigervnc', 'x11vnc'] as const;
export type StackName = (typeof stackNames)[number];

/** As rows name them. */
export const fullNames: Readonly<Record<StackName, string>> = {
  ringside: 'Ringside',
  tigervnc: `TigerVNC ${versionOf(peers.tigervnc.debianPackage)}`,
  x11vnc: `x11vnc ${versionOf(peers.x11vnc.debianPackage)}`,
};

interface Taken<R> {
  readonly name: StackName;
  readonly round: R;
}

export class Results {
  readonly rounds = {
    blocks: [] as Taken<Round>[],
    pictures: [] as Taken<Round>[],
    keys: [] as Taken<Round>[],
    videos: [] as Taken<VideoRound>[],
  };
  private readonly failures = new Map<string, string>();

  add<M extends keyof Results['rounds']>(
    measure: M,
    name: StackName,
    round: Results['rounds'][M][number]['round'],
  ): void {
    const taken: Taken<unknown>[] = this.rounds[measure];
    taken.push({ name, round });
  }

  /** The rounds of one stack. */
  of<M extends keyof Results['rounds']>(measure: M, name: StackName): Results['rounds'][M][number]['round'][] {
    return this.rounds[measure].filter((taken) => taken.name === name).map(({ round }) => round);
  }

  stackFailed(name: StackName, why: string): void {
    this.failures.set(name, why);
  }

  measureFailed(name: StackName, measure: keyof Results['rounds'], why: string): void {
    this.failures.set(`${name}/${measure}`, why);
  }

  failureOf(name: StackName, measure: keyof Results['rounds']): string | undefined {
    return this.failures.get(name) ?? this.failures.get(`${name}/${measure}`);
  }
}
