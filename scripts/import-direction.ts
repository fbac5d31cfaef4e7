/**
 * Checks the direction of every import against import-rules.ts: folders, circles, packages with one importer, adapters.
 * Type imports count too. It stands in for dependency-cruiser, which cannot read TypeScript through the native compiler.
 */
import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';
import { composers, exchangeable, type Folder, folders, generatedFolders, technologies } from './import-rules.ts';
import { trackedFiles } from './tracked-files.ts';

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** The file it means, or undefined for packages and modules of Node. */
  readonly to: string | undefined;
}

const root = join(import.meta.dirname, '..');

function specifiers(file: string): readonly string[] {
  const source = readFileSync(join(root, file), 'utf8');
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const statics = module.staticImports.map((it) => it.moduleRequest.value);
  const exported = module.staticExports.flatMap((it) => it.entries.map((entry) => entry.moduleRequest?.value));
  // Dynamic imports, types of the form import('…') and require('…'), with a literal in them.
  const calls = [...source.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]/g)].map(([, specifier]) => specifier);
  return [...new Set([...statics, ...exported, ...calls])].filter((it) => it !== undefined);
}

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string>>;
}

/** The folders that are packages, by the name under which they are imported. */
const packages = new Map(
  folders
    .filter(({ name }) => existsSync(join(root, name, 'package.json')))
    .map(({ name: folder }) => {
      const manifest: Manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      return [manifest.name, { folder, doors: manifest.exports ?? {} }] as const;
    }),
);

/** The file that an import means; for a door that a package of ours does not have, one that is not there. */
function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return relative(root, join(root, dirname(from), specifier));
  const name = packageOf(specifier);
  const found = packages.get(name);
  if (found === undefined) return name.startsWith('@ringside/') ? specifier : undefined;
  return join(found.folder, found.doors[`.${specifier.slice(name.length)}`] ?? 'no such door');
}

function folderOf(file: string): Folder | undefined {
  return folders.find(({ name }) => file === name || file.startsWith(`${name}/`));
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Tests, and what only tests use: fixtures, doubles, contract suites. */
function isTest(file: string): boolean {
  return /\.test\.ts$|(^|\/)testing\//.test(file) || suites.has(file);
}

/** Each folder imports only what stands below it. */
function checkFolders(imports: readonly Import[]): readonly string[] {
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
function checkCircles(imports: readonly Import[]): readonly string[] {
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
function checkPackages(imports: readonly Import[]): readonly string[] {
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
function checkAdapters(imports: readonly Import[]): readonly string[] {
  const technology = (file: string): string | undefined =>
    technologies.find((name) => file.split('/').some((part) => part === name || part.startsWith(`${name}-`)));
  return imports.flatMap(({ from, to, specifier }) => {
    if (to === undefined || folderOf(from)?.house !== true || isTest(from) || isTest(to)) return [];
    const adapter = technology(to);
    if (adapter === undefined || adapter === technology(from) || composers.test(from)) return [];
    return [`${from}: only main.ts imports adapters (${specifier})`];
  });
}

/** Every import leads to a file. */
function checkTargets(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ from, to, specifier }) =>
    to === undefined || existsSync(join(root, to)) ? [] : [`${from}: ${specifier} is not there`],
  );
}

const files = trackedFiles(root).filter(
  (file) => file.endsWith('.ts') && !generatedFolders.some((folder) => file.startsWith(folder)),
);
const imports = files.flatMap((from) =>
  specifiers(from).map((specifier): Import => ({ from, specifier, to: resolve(from, specifier) })),
);
const suites = new Set(imports.filter(({ specifier }) => specifier === 'vitest').map(({ from }) => from));
const violations = [checkTargets, checkFolders, checkCircles, checkPackages, checkAdapters].flatMap((check) =>
  check(imports),
);
for (const violation of violations) console.error(violation);
console.log(`${files.length} files, ${imports.length} imports, ${violations.length} violations`);
process.exitCode = violations.length > 0 ? 1 : 0;
