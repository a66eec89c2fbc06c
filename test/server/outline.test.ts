import assert from 'node:assert/strict';
import { parseManifests } from '../../engine/src/index';
import { outlineOf, type OutlineEntry } from '../../server/src/outline';

/** Indented names, one a line. */
function draw(text: string): string[] {
  const lines = (entry: OutlineEntry, indent: string): string[] => [`${indent}${entry.name}`, ...entry.children.flatMap(child => lines(child, `${indent}  `))];
  return parseManifests(text).documents.flatMap(document => {
    const entry = outlineOf(document);
    return entry === undefined ? [] : lines(entry, '');
  });
}

suite('outline', () => {
  test('a resource lists its objects and lists, items by their names', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: {a: b}\nspec:\n  nodeName: n\n  containers:\n  - name: app\n    ports:\n    - containerPort: 80\n  - image: x\n';
    assert.deepEqual(draw(text), ['Pod/web', '  metadata', '    labels', '  spec', '    containers', '      app', '        ports']);
  });

  test('the keys of a ConfigMap are listed', () => {
    assert.deepEqual(draw('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  app.conf: |\n    x\n  mode: fast\n'), ['ConfigMap/c', '  metadata', '  data', '    app.conf', '    mode']);
  });

  test('one entry a document, whatever it is', () => {
    assert.deepEqual(draw('kind: Service\napiVersion: v1\n---\n# nothing\n---\na: {b: {}}\n---\n[1]\n'), ['Service/?', 'document 3', '  a', '    b']);
  });

  test('broken text still has an outline', () => {
    assert.deepEqual(draw('apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers: [\n').slice(0, 1), ['Pod/web']);
  });

  test('aliases to themselves end', () => { assert.deepEqual(draw('a: &a\n  b: *a\n'), ['document 1', '  a']); });

  test('the selection lies in the range, children in their parent', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    env:\n    - name: A\n      value: |\n        x\n\n# end\n';
    const holds = (outer: OutlineEntry['range'], inner: OutlineEntry['range']): boolean => outer.start <= inner.start && inner.end <= outer.end;
    const verify = (entry: OutlineEntry): void => {
      assert.ok(holds(entry.range, entry.selection), entry.name);
      for (const child of entry.children) { assert.ok(holds(entry.range, child.range), child.name); verify(child); }
    };
    for (const document of parseManifests(text).documents) verify(outlineOf(document) ?? assert.fail());
  });
});
