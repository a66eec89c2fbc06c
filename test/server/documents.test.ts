import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkDocument } from '../../server/src/check/checkDocument';
import { suggestAt } from '../../server/src/complete/suggest';
import { OpenDocument } from '../../server/src/documents';
import { hoverAt } from '../../server/src/hoverText';
import { outlineOf } from '../../server/src/outline';
import { languageOf } from './language';

const language = languageOf();
const seed = [
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  labels: {app: web}\nspec:\n  replicas: 3\n  selector:\n    matchLabels:\n      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n      - name: web\n        image: "nginx:1.27"\n        ports:\n        - containerPort: 80\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: |\n    text: {{ no }}\n  b: "x"\n', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 80\n    targetPort: http\n'
].join('---\n');

/** Insertions of what people type and paste, and deletions, at any place. */
const edits = fc.array(fc.record({
  at: fc.nat(2000), removed: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(400)),
  added: fc.oneof(fc.constantFrom('\n', ' ', '---\n', '- ', ': ', '{', '}', '"', '\t', '#', '|', '&a ', '*a', 'spec:\n  ', '\r\n', 'replicas: "x"\n'), fc.string({ maxLength: 4 }), fc.nat(600).map(start => seed.slice(start, start + 200)))
}), { minLength: 1, maxLength: 8 });

suite('an edited file', () => {
  test('says the same as one that is opened with that text, and nothing throws', () => {
    fc.assert(fc.property(edits, changes => {
      let file = OpenDocument.create('file:///a.yaml', 'yaml', 1, seed);
      let version = 1;
      for (const { at, removed, added } of changes) {
        const length = file.text.getText().length;
        const start = Math.min(at, length);
        const range = { start: file.text.positionAt(start), end: file.text.positionAt(Math.min(start + removed, length)) };
        file.file.documents.forEach(document => checkDocument(document, language));
        file = OpenDocument.update(file, [{ range, text: added }], ++version);
      }
      const text = file.text.getText();
      const fresh = OpenDocument.create('file:///a.yaml', 'yaml', 1, text);
      const said = (opened: OpenDocument): unknown => opened.file.documents.map(document => [document.range, document.role, checkDocument(document, language), outlineOf(document)]);
      assert.deepEqual(said(file), said(fresh));
      for (const document of file.file.documents) {
        for (const { range } of checkDocument(document, language)) assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length, JSON.stringify(range));
        hoverAt(document, document.range.start + (text.length % 97), language);
      }
      const cursor = Math.min(changes[0]?.at ?? 0, text.length);
      suggestAt(text, file.documentAt(cursor), cursor, language);
    }), { numRuns: 300 });
  }).timeout(60_000);

  test('an older version knows that it is one', () => {
    const first = OpenDocument.create('file:///a.yaml', 'yaml', 1, 'a: 1\n');
    const second = OpenDocument.update(first, [{ text: 'b: 2\n' }], 2);
    assert.deepEqual([first.isCurrent, second.isCurrent, first.file.text, second.file.text], [false, true, 'a: 1\n', 'b: 2\n']);
  });
});
