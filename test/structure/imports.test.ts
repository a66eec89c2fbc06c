import assert from 'node:assert/strict';
import { sourceFiles, type SourceFile } from './sources';

suite('structure: imports', () => {
  const files = sourceFiles();

  test('no file imports itself in a circle', () => {
    assert.deepEqual(cycles(files), []);
  });

  test('a circle is found', () => {
    const file = (name: string, ...imports: string[]): SourceFile => ({ name, text: '', imports, typeImports: [] });
    assert.deepEqual(cycles([file('a', 'b'), file('b', 'c', 'd'), file('c', 'a'), file('d')]), ['a → b → c → a']);
  });

  test('the client takes nothing but types from the server and the panel', () => {
    const wrong = files.filter(file => file.name.startsWith('client/'))
      .flatMap(file => file.imports.filter(target => !target.startsWith('client/') && !isProtocol(target)).map(target => `${file.name} → ${target}`));
    assert.deepEqual(wrong, []);
  });
});

/** The typed protocols hold the names of messages beside their types. */
function isProtocol(name: string): boolean {
  return name === 'server/src/protocol.ts' || name === 'media/src/protocol.ts';
}

/** One line for each circle met on a walk through all files, deepest first. Imports of types leave nothing behind and may be mutual. */
function cycles(files: readonly SourceFile[]): string[] {
  const byName = new Map(files.map(file => [file.name, file]));
  const found: string[] = [], done = new Set<string>(), trail: string[] = [];
  const walk = (name: string): void => {
    const at = trail.indexOf(name);
    if (at >= 0) { found.push([...trail.slice(at), name].join(' → ')); return; }
    if (done.has(name)) return;
    trail.push(name);
    for (const next of byName.get(name)?.imports ?? []) walk(next);
    trail.pop();
    done.add(name);
  };
  for (const file of files) walk(file.name);
  return found;
}
