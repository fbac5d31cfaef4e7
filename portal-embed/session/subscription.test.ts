import { beforeEach, describe, expect, test } from 'vitest';
import type { Subscription } from './relay-link.ts';
import { type Sight, VideoSubscription } from './subscription.ts';

const both: Sight = { hidden: false, shown: [1, 2], displays: 2, epoch: 1, attended: 0, streams: true };
const everything = { all: true, displays: [], focused: 0, streams: true };

let said: Subscription[];
let subscription: VideoSubscription;

beforeEach(() => {
  said = [];
  subscription = new VideoSubscription((message) => said.push(message));
});

describe('subscription', () => {
  test('VID-1: what the opening asked for is not said again; a change is, once', () => {
    expect(subscription.opening(true)).toEqual(everything);
    subscription.begin();
    subscription.update(both);
    expect(said).toEqual([]);
    for (let time = 0; time < 3; time++) subscription.update({ ...both, shown: [2] });
    expect(said).toEqual([{ all: false, displays: [2], focused: 2, streams: true }]);
    subscription.update(both);
    expect(said.at(-1)).toEqual(everything);
  });

  test('VID-1: a choice of displays is said again in another layout, everything is not', () => {
    subscription.update({ ...both, shown: [2] });
    subscription.update({ ...both, shown: [2], epoch: 2 });
    expect(said).toHaveLength(2);
    subscription.update(both);
    subscription.update({ ...both, epoch: 3 });
    expect(said).toHaveLength(3);
  });

  test('VID-1: a hidden page asks for nothing', () => {
    subscription.update({ ...both, hidden: true });
    expect(said).toEqual([{ all: false, displays: [], focused: 0, streams: true }]);
  });

  test('VID-3: the display that was acted on comes first while it is in sight', () => {
    subscription.update({ ...both, attended: 2 });
    expect(said).toEqual([{ ...everything, focused: 2 }]);
    subscription.update({ ...both, shown: [1], attended: 2 });
    expect(said.at(-1)).toEqual({ all: false, displays: [1], focused: 1, streams: true });
  });

  test('VID-3: whether streams are painted is said with each connection, and when it changes', () => {
    subscription.opening(false);
    subscription.begin();
    subscription.update(both);
    expect(said).toEqual([everything]);
    subscription.update({ ...both, streams: false });
    expect(said.at(-1)).toEqual({ ...everything, streams: false });
    // Another connection, opened without.
    subscription.opening(false);
    subscription.begin();
    subscription.update({ ...both, streams: false });
    expect(said).toHaveLength(2);
  });
});
