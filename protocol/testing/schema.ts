/** The schema as reflection, read from the .proto files: what tests compare the codec with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import protobuf from 'protobufjs';

const folder = join(import.meta.dirname, '../schema');

export const schemaFiles = ['wire.proto', 'control.proto'] as const;

export function readSchema(file: (typeof schemaFiles)[number]): string {
  return readFileSync(join(folder, file), 'utf8');
}

const root = protobuf.loadSync(schemaFiles.map((file) => join(folder, file))).resolveAll();

export function messageType(name: string): protobuf.Type {
  return root.lookupType(`ringside.v1.${name}`);
}

/** The full name of every message, field, enumeration and value of the schema. */
export function schemaNames(): readonly string[] {
  const names: string[] = [];
  const walk = (object: protobuf.ReflectionObject): void => {
    names.push(object.name);
    if (object instanceof protobuf.Type) names.push(...Object.keys(object.fields));
    if (object instanceof protobuf.Enum) names.push(...Object.keys(object.values));
    if (object instanceof protobuf.Namespace) for (const nested of object.nestedArray) walk(nested);
  };
  walk(root);
  return names;
}
