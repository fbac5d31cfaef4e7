import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSchema, schemaFiles, schemaNames } from './testing/schema.ts';
import { oldestWireVersion, schemaHashes, wireVersion } from './version.ts';

/** The schema as one line without comments: what peers see of it. */
function normalised(schema: string): string {
  return schema
    .replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function hashOf(schemas: readonly string[]): string {
  return createHash('sha256').update(schemas.map(normalised).join('\n')).digest('hex');
}

const advice = `The schema has changed. Decide, then write its hash into schemaHashes in protocol/version.ts:
  - nothing released speaks version ${wireVersion} yet, or older peers may skip what is new: keep the version;
  - else raise wireVersion, keep the old hash beside the new one, and let oldestWireVersion follow (N and N-1).
Fixtures and SPEC.md move along.`;

describe('schema and version', () => {
  it('a change of the schema is a decision about the version', () => {
    expect(hashOf(schemaFiles.map(readSchema)), advice).toBe(schemaHashes[wireVersion]);
  });

  it('comments and white space are no change, anything else is', () => {
    const schema = 'message A {\n  uint32 a = 1; // one\n}';
    expect(hashOf([schema.replace('// one', '/* 1 */  ')])).toBe(hashOf([schema]));
    expect(hashOf([schema.replace('= 1', '= 2')])).not.toBe(hashOf([schema]));
  });

  it('every version spoken has its schema: N and N-1', () => {
    expect(wireVersion - oldestWireVersion).toBeLessThanOrEqual(1);
    for (let version = oldestWireVersion; version <= wireVersion; version++) {
      expect(schemaHashes[version]).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('RING-5: no message can carry sound', () => {
    const names = schemaNames();
    expect(names.length).toBeGreaterThan(200);
    expect(names.filter((name) => /audio|sound|micro|speaker|voice|opus|pcm|aac/i.test(name))).toEqual([]);
  });
});
