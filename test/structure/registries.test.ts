import assert from 'node:assert/strict';
import path from 'node:path';
import { sourceFiles, type SourceFile } from './sources';

/** Files that list the entries of a registry, one import an entry: `plugins.ts` lists the plugins. */
const registryNames = new Set(['kinds', 'plugins', 'controllers', 'components', 'rules', 'features', 'views', 'admissions', 'explanations', 'families']);

/** Registries whose entries are data first: a table test over all of them stands at the mirrored path of the registry. */
const tabled = new Set(['engine/src/api/kinds.ts']);

/**
 * An entry has its test when one stands at the mirrored path (`engine/src/a/b.ts` → `test/engine/a/b.test.ts`), or when some
 * test file in the mirrored folder of its registry, or below, names it (a table of several entries names each of them), or when
 * it is played against recordings of a real control plane: test/conformance names it.
 */
suite('structure: registries', () => {
  const files = sourceFiles();

  test('every entry of a registry has its test', () => {
    assert.deepEqual(untested(files), []);
  });

  test('an entry without a test is found', () => {
    const file = (name: string, imports: readonly string[] = [], text = ''): SourceFile => ({ name, text, imports, typeImports: [] });
    const entries = [file('engine/src/s/plugins/one.ts'), file('engine/src/s/plugins/two.ts'), file('engine/src/s/plugins/three.ts')];
    const registry = file('engine/src/s/plugins.ts', entries.map(entry => entry.name));
    const tests = [file('test/engine/s/plugins/one.test.ts'), file('test/engine/s/table.test.ts', [], "check('two')")];
    assert.deepEqual(untested([...entries, registry, ...tests]), ['engine/src/s/plugins/three.ts (engine/src/s/plugins.ts)']);
  });
});

function untested(files: readonly SourceFile[]): string[] {
  const tests = files.filter(file => file.name.endsWith('.test.ts') || file.name.startsWith('test/conformance/'));
  return files.filter(isRegistry).filter(registry => !tabled.has(registry.name) || !tests.some(test => test.name === testOf(registry.name))).flatMap(registry => {
    const nearby = tests.filter(test => test.name.startsWith(`${mirrored(homeOf(registry))}/`) || test.name.startsWith('test/conformance/'));
    return registry.imports.filter(entry => isEntry(entry, registry))
      .filter(entry => !nearby.some(test => test.name === testOf(entry) || names(test, entry)))
      .map(entry => `${entry} (${registry.name})`);
  });
}

/** The folder that a registry speaks for: `views/views.ts` stands inside the folder of its own entries. */
function homeOf({ name }: SourceFile): string {
  const folder = path.posix.dirname(name);
  return path.posix.basename(folder) === path.posix.basename(name, '.ts') ? path.posix.dirname(folder) : folder;
}

function isRegistry(file: SourceFile): boolean {
  return !file.name.startsWith('test/') && registryNames.has(path.posix.basename(file.name, '.ts'));
}

/** Entries lie in the registry's folder or below it; what it imports from elsewhere is its tools. */
function isEntry(name: string, registry: SourceFile): boolean {
  return name.startsWith(`${path.posix.dirname(registry.name)}/`);
}

function names(test: SourceFile, entry: string): boolean {
  return new RegExp(`\\b${path.posix.basename(entry, '.ts')}\\b`, 'i').test(test.text);
}

function testOf(name: string): string {
  return `${mirrored(name).replace(/\.ts$/, '')}.test.ts`;
}

function mirrored(name: string): string {
  return `test/${name.replace(/^(engine|server|client|media)\/src\b/, '$1')}`;
}
