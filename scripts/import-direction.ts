/**
 * Checks the direction of every import against import-rules.ts: folders, circles, packages with one importer, adapters.
 * Type imports count too. It stands in for dependency-cruiser, which cannot read TypeScript through the native compiler.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';
import { checkAdapters, checkCircles, checkFolders, checkPackages, type Import, packageOf } from './import-checks.ts';
import { folders, generatedFolders } from './import-rules.ts';
import { trackedFiles } from './tracked-files.ts';

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
/** Tests, and what only tests use: fixtures, doubles, contract suites. */
function isTest(file: string): boolean {
  return /\.test\.ts$|(^|\/)testing\//.test(file) || suites.has(file);
}

const violations = [
  ...checkTargets(imports),
  ...checkFolders(imports, isTest),
  ...checkCircles(imports),
  ...checkPackages(imports, isTest),
  ...checkAdapters(imports, isTest),
];
for (const violation of violations) console.error(violation);
console.log(`${files.length} files, ${imports.length} imports, ${violations.length} violations`);
process.exitCode = violations.length > 0 ? 1 : 0;
