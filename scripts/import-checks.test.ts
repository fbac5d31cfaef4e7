import { describe, expect, it } from 'vitest';
import { checkAdapters, checkCircles, checkFolders, checkPackages, type Import } from './import-checks.ts';
import { exchangeable, folders } from './import-rules.ts';

const isTest = (file: string): boolean => file.endsWith('.test.ts');

function link(from: string, to: string, specifier = to): Import {
  return { from, specifier, to };
}

function use(from: string, specifier: string): Import {
  return { from, specifier, to: undefined };
}

describe('import direction', () => {
  it('houses see protocol and settings, the portal the client too, and never each other', () => {
    const houses = folders.filter(({ house }) => house).map(({ name }) => name);
    for (const from of houses) {
      for (const to of houses.filter((it) => it !== from)) {
        const found = checkFolders([link(`${from}/a.ts`, `${to}/index.ts`, `@ringside/${to}`)], isTest);
        const contract = ['protocol', 'settings'];
        // A room application's page and a portal's backend need nothing of ours.
        const alone = [...contract, 'room-application', 'client'];
        const asPortal = from === 'portal-embed' && to === 'client';
        const legal = (contract.includes(to) && !alone.includes(from)) || asPortal;
        expect(found, `${from} → ${to}`).toHaveLength(legal ? 0 : 1);
      }
      for (const to of ['bench/a.ts', 'test/a.ts', 'scripts/a.ts', 'start.ts']) {
        expect(checkFolders([link(`${from}/a.ts`, to)], isTest)).toHaveLength(1);
      }
    }
  });

  it('tests of a house are no exception, tests that cross houses are', () => {
    expect(checkFolders([link('relay/a.test.ts', 'services/index.ts')], isTest)).toHaveLength(1);
    expect(checkFolders([link('test/a.test.ts', 'services/index.ts')], isTest)).toHaveLength(0);
  });

  it('a house is reached by its name, and every file is in a known folder', () => {
    expect(checkFolders([link('relay/a.ts', 'protocol/limits.ts', '../protocol/limits.ts')], isTest)).toHaveLength(1);
    expect(checkFolders([link('relay/a.ts', 'tools/a.ts')], isTest)).toHaveLength(1);
  });

  it('what runs in browsers imports nothing of Node, but its tests may', () => {
    expect(checkFolders([use('protocol/a.ts', 'node:fs')], isTest)).toHaveLength(1);
    expect(checkFolders([use('protocol/a.test.ts', 'node:fs')], isTest)).toHaveLength(0);
    expect(checkFolders([use('relay/a.ts', 'node:fs')], isTest)).toHaveLength(0);
  });

  it('circles are found, however long, and once', () => {
    const chain = [
      link('relay/a.ts', 'relay/b.ts'),
      link('relay/b.ts', 'relay/c.ts'),
      link('relay/d.ts', 'relay/a.ts'),
    ];
    expect(checkCircles(chain)).toEqual([]);
    expect(checkCircles([...chain, link('relay/c.ts', 'relay/a.ts')])).toEqual([
      'relay/a.ts → relay/b.ts → relay/c.ts → relay/a.ts: a circle',
    ]);
    expect(checkCircles([link('relay/a.ts', 'relay/a.ts')])).toHaveLength(1);
  });

  it.each(exchangeable)('$packageName has one importer', ({ packageName, area = 'agent-capture/' }) => {
    const inside = [use(`${area}a.ts`, packageName), use(`${area}b.test.ts`, packageName)];
    const [house = ''] = area.split('/');
    expect(checkPackages(inside, isTest)).toHaveLength(0);
    expect(checkPackages([...inside, use('bench/a.ts', packageName)], isTest)).toHaveLength(0);
    const second = area === 'portal-embed/' ? 'relay/c.ts' : `${house}/c.ts`;
    expect(checkPackages([...inside, use(second, `${packageName}/inside.js`)], isTest)).toHaveLength(1);
  });

  it('only main.ts and their own kind import adapters', () => {
    const adapter = 'relay/transport/ws-transport.ts';
    expect(checkAdapters([link('relay/relay.ts', adapter)], isTest)).toHaveLength(1);
    for (const from of [
      'relay/main.ts',
      'relay/transport/choose-transport.ts',
      'relay/a.test.ts',
      'relay/ws-link.ts',
    ]) {
      expect(checkAdapters([link(from, adapter)], isTest)).toHaveLength(0);
    }
  });
});
