/** The rules of import-rules.ts as functions of a tree's imports: each returns its violations, one sentence apiece. */
import { isBuiltin } from 'node:module';
import { composers, exchangeable, type Folder, folders, technologies } from './import-rules.ts';

export interface Import {
  readonly from: string;
  readonly specifier: string;
  /** The file it means, or undefined for packages and modules of Node. */
  readonly to: string | undefined;
}

/** Tells tests, and what only tests use, from the rest. */
export type IsTest = (file: string) => boolean;

function folderOf(file: string): Folder | undefined {
  return folders.find(({ name }) => file === name || file.startsWith(`${name}/`));
}

export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Each folder imports only what stands below it. */
export function checkFolders(imports: readonly Import[], isTest: IsTest): readonly string[] {
  return imports.flatMap(({ from, specifier, to }) => {
    const own = folderOf(from);
    if (own === undefined) return [];
    if (to === undefined) {
      const impure = own.pure === true && isBuiltin(specifier) && !isTest(from);
      return impure ? [`${from}: ${own.name} runs in browsers too and imports nothing of Node (${specifier})`] : [];
    }
    const other = folderOf(to);
    if (other === undefined) return [`${from}: ${specifier} is in no known folder`];
    if (other === own) return [];
    if (!own.mayImport.includes(other.name))
      return [`${from}: ${own.name} must not import ${other.name} (${specifier})`];
    const byPath = own.house === true && specifier.startsWith('.');
    return byPath ? [`${from}: imports ${other.name} by path (${specifier}), not as @ringside/${other.name}`] : [];
  });
}

/** No file imports itself through others. */
export function checkCircles(imports: readonly Import[]): readonly string[] {
  const targets = Map.groupBy(
    imports.filter(({ to }) => to !== undefined),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const path: string[] = [];
  const found: string[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push(`${[...path.slice(start), file].join(' → ')}: a circle`);
    if (start >= 0 || done.has(file)) return;
    path.push(file);
    for (const { to } of targets.get(file) ?? []) if (to !== undefined) visit(to);
    path.pop();
    done.add(file);
  };
  for (const file of targets.keys()) visit(file);
  return found;
}

/** A package that could be exchanged is known in one place of each house. */
export function checkPackages(imports: readonly Import[], isTest: IsTest): readonly string[] {
  const inHouses = imports.filter(({ from }) => folderOf(from)?.house === true && !isTest(from));
  return exchangeable.flatMap(({ packageName, area }) => {
    const users = inHouses.filter(({ specifier }) => packageOf(specifier) === packageName).map(({ from }) => from);
    const places = area === undefined ? users : users.filter((file) => !file.startsWith(area));
    return [...Map.groupBy(new Set(places), (file) => folderOf(file)?.name).values()]
      .filter((files) => files.length > 1 || area !== undefined)
      .map(
        (files) => `${files.join(', ')}: ${packageName} has its importer ${area ? `in ${area}` : 'in one file only'}`,
      );
  });
}

/** Inside a house only composers name adapters; an adapter may be made of several files of its technology. */
export function checkAdapters(imports: readonly Import[], isTest: IsTest): readonly string[] {
  const technology = (file: string): string | undefined =>
    technologies.find((name) => file.split('/').some((part) => part === name || part.startsWith(`${name}-`)));
  return imports.flatMap(({ from, to, specifier }) => {
    if (to === undefined || folderOf(from)?.house !== true || isTest(from) || isTest(to)) return [];
    const adapter = technology(to);
    if (adapter === undefined || adapter === technology(from) || composers.test(from)) return [];
    return [`${from}: only main.ts imports adapters (${specifier})`];
  });
}
