import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { structureJson } from '../../../../engine/generated/structure';
import { docsFrom } from '../../../../engine/src/api/schema/schemaDocs';
import { removedVersions, schemasFor, supportedVersions } from '../../../../engine/src/api/schema/schemaStore';
import type { SchemaField } from '../../../../engine/src/api/schema/schema';
import { projectRoot } from '../../../projectRoot';

const docsText = readFileSync(path.join(projectRoot, 'engine/generated/docs.json'), 'utf8');

/** Every field below the served kinds of 1.36 with its owner. */
function allFields(): { owner: string; field: SchemaField }[] {
  const store = schemasFor('1.36');
  const seen = new Set(store?.kinds.map(kind => kind.definition));
  const fields: { owner: string; field: SchemaField }[] = [];
  for (const owner of seen) {
    for (const field of store?.definition(owner)?.fields ?? []) {
      fields.push({ owner, field });
      let schema = field.schema;
      while (schema.type === 'array' || schema.type === 'map') schema = schema.type === 'array' ? schema.items : schema.values;
      if (schema.type === 'object') seen.add(schema.definition);
    }
  }
  return fields;
}

suite('schemas: what they hold and weigh', () => {
  const sizes: [name: string, text: string, kilobytes: number][] = [['structure', structureJson, 36], ['descriptions', docsText, 170]];
  for (const [name, text, kilobytes] of sizes) {
    test(`the ${name} of all versions compress below ${kilobytes} KB`, () => {
      const size = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } }).length;
      assert.ok(size < kilobytes * 1024, `${size} bytes`);
    });
  }

  test('the kinds of each version are all there', () => {
    const counts = Object.fromEntries([...supportedVersions, removedVersions].map(version => [version, schemasFor(version)?.kinds.length]));
    assert.deepEqual(counts, { '1.36': 95, '1.34': 90, '1.33': 88, '1.32': 80, removed: 51 });
  });

  test('the fields, enums, list maps and merge keys of 1.36 are all there', () => {
    const fields = allFields();
    const has = (test: (field: SchemaField) => boolean): number => fields.filter(({ field }) => test(field)).length;
    assert.deepEqual({
      fields: fields.length,
      enums: has(({ schema }) => schema.type === 'string' && schema.enum !== undefined),
      listMaps: has(({ schema }) => schema.type === 'array' && schema.listType === 'map'),
      sets: has(({ schema }) => schema.type === 'array' && schema.listType === 'set'),
      mergeKeys: has(({ patchMergeKey }) => patchMergeKey !== undefined)
    }, { fields: 2680, enums: 113, listMaps: 80, sets: 18, mergeKeys: 68 });
  });

  test('every field is described that Kubernetes describes', () => {
    const docs = docsFrom(JSON.parse(docsText));
    const silent = allFields().filter(({ owner, field }) => docs.field(owner, field.name) === undefined)
      .map(({ owner, field }) => `${owner.split('.').slice(-3).join('.')}.${field.name}`)
      .filter(name => !/^apiextensions\.v1\.(JSONSchemaProps|ExternalDocumentation)\./.test(name));
    assert.deepEqual(silent, [
      'certificates.v1.CertificateSigningRequest.metadata', 'apiserverinternal.v1alpha1.StorageVersion.metadata',
      'apiserverinternal.v1alpha1.StorageVersion.status', 'networking.v1.IngressRule.http', 'meta.v1.GroupResource.group', 'meta.v1.GroupResource.resource'
    ]);
  });
});
