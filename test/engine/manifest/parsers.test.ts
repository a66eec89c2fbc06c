import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseBlock } from '../../../engine/src/manifest/block';
import { parseManifests, updateManifests } from '../../../engine/src/manifest/file';
import { fullParse } from '../../../engine/src/manifest/parseText';
import type { ManifestFile } from '../../../engine/src/manifest/document';

const sample = `# a comment
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web   # trailing
  labels: {app: web, "tier": 'front'}
  annotations:
    "a.b/c": "x: \\"y\\""
    text: |
      line one

        line two
    other: |-
      x
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: app
        args: ["--port", 8080, [a, b]]
        env:
        -
          name: A
          value: 'it''s'
        - name: B
          value:
        ports:
        - containerPort: 80
      - {name: side, image: nginx:1.27}
  list:
  - - a
    - b
  - -x
  - 
`;

const bits = ['\n', '\n\n', ' ', '  ', '\t', ':', ': ', '- ', '-', '#', ' #', '"', '\'', '|', ' |\n', '|+\n', '>', '{', '}', '[', ']', ',', '&a ', '*a', '!!str ',
  '\r\n', '\r', '~', '<<: ', 'a: b', '\\', '?', '\u00e9', '\u2028', '\ufeff', '\u0085', '...', '\n---\n', '%', '@', '\n  ', '\n    ', '\0', '=', '{{ x }}', '"a": 1', '- - - ', 'key:\n', '__proto__: '];

/** A piece of the sample with a few random edits: near enough to YAML to reach every branch. */
const nearYaml = fc.tuple(
  fc.tuple(fc.nat(sample.length), fc.nat(sample.length)),
  fc.array(fc.tuple(fc.nat(sample.length), fc.nat(6), fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 3 }))), { maxLength: 5 })
).map(([[a, b], edits]) => edits.reduce(edit, lines(Math.min(a, b), Math.max(a, b))));

function lines(start: number, end: number): string {
  return sample.slice(sample.lastIndexOf('\n', start) + 1, end);
}

function edit(text: string, [at, length, insert]: readonly [number, number, string]): string {
  const start = Math.min(at, text.length);
  return text.slice(0, start) + insert + text.slice(start + length);
}

function facts({ documents, problems }: ManifestFile): unknown {
  return { problems, documents: documents.map(({ range, role, value, partial, gvk, problems: own, content }) => ({ range, role, value, partial, gvk, own, root: content.root, strict: content.strictErrors })) };
}

suite('the parsers', () => {
  test('the quick parser reads the sample, and as the library does', () => {
    const quick = parseBlock(sample);
    assert.ok(quick !== undefined);
    assert.deepEqual(quick, { root: fullParse(sample).root });
  });

  test('whatever the quick parser reads, the library reads in the same way and finds nothing wrong', () => {
    fc.assert(fc.property(nearYaml, text => {
      const quick = parseBlock(text);
      if (quick === undefined) return;
      assert.deepEqual({ root: quick.root, faults: [] }, fullParse(text));
    }), { numRuns: 400 });
  });

  test('an updated file equals a fresh one, and keeps the documents that did not change', () => {
    const text = [sample, 'a: 1\n', '# nothing\n', '{"kind": "x"}\n', sample].join('---\n');
    const edits = fc.array(fc.tuple(fc.nat(text.length), fc.nat(30), fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 3 }))), { minLength: 1, maxLength: 3 });
    fc.assert(fc.property(edits, all => {
      let file = parseManifests(text);
      let current = text;
      for (const one of all) {
        current = edit(current, one);
        file = updateManifests(file, current);
        assert.deepEqual(facts(file), facts(parseManifests(current)));
      }
    }), { numRuns: 25 });
    const before = parseManifests(text);
    const after = updateManifests(before, text.replace('a: 1\n', 'a: 12\n'));
    assert.deepEqual(after.documents.map(({ content }, i) => content === before.documents[i]?.content), [true, false, true, true, true]);
  });

  test('no text makes it throw, and every problem lies within the text', () => {
    const anything = fc.oneof(nearYaml, fc.string({ unit: 'binary', maxLength: 200 }), fc.array(fc.constantFrom(...bits), { maxLength: 60 }).map(all => all.join('')));
    fc.assert(fc.property(anything, text => {
      const file = parseManifests(text);
      for (const { range, problems } of file.documents) {
        for (const problem of problems) {
          assert.ok(0 <= problem.range.start && problem.range.start <= problem.range.end && problem.range.end <= Math.max(text.length, 1), JSON.stringify(problem));
        }
        assert.ok(range.start <= range.end);
      }
    }), { numRuns: 400 });
  });
});
