import assert from 'node:assert/strict';
import { docsFrom, noDocs } from '../../../../engine/src/api/schema/schemaDocs';

suite('schema docs', () => {
  const docs = docsFrom({ texts: ['', 'A pod.', 'Its name.'], definitions: { Pod: [1, { name: 2, silent: 0 }], broken: 'x' } });

  test('definitions and fields are described', () => {
    assert.equal(docs.definition('Pod'), 'A pod.');
    assert.equal(docs.field('Pod', 'name'), 'Its name.');
  });

  test('what has no words has no answer', () => {
    for (const [definition, field] of [['Pod', 'silent'], ['Pod', 'constructor'], ['__proto__', 'name'], ['broken', 'name'], ['none', 'name']] as const) {
      assert.equal(docs.field(definition, field), undefined, `${definition}.${field}`);
    }
    assert.equal(docs.definition('toString'), undefined);
  });

  for (const json of [undefined, null, 1, 'x', [], {}, { texts: 1, definitions: [] }, { texts: [1], definitions: { Pod: [0, { name: 0 }] } }]) {
    test(`a broken file gives no docs: ${JSON.stringify(json)}`, () => assert.equal(docsFrom(json).field('Pod', 'name'), undefined));
  }

  test('no docs know nothing', () => assert.equal(noDocs.definition('Pod'), undefined));
});
