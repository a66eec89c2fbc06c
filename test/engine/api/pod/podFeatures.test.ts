import assert from 'node:assert/strict';
import { kindRegistry } from '../../../../engine/src/api/kindRegistry';
import { schemasFor } from '../../../../engine/src/api/schema/schemaStore';
import { judge } from '../../../../engine/src/apiserver/judge';
import type { JsonObject } from '../../../../engine/src/core/json';
import { pod } from '../../../builders/judgedManifest';

suite('pods of older versions', () => {
  const rows: [version: string, manifest: JsonObject, message: string][] = [
    ['1.34', pod({}, { restartPolicy: 'Never' }), 'spec.containers[0].restartPolicy: Forbidden: may not be set for non-init containers'],
    ['1.34', pod({ initContainers: [{ name: 'i', image: 'i', restartPolicy: 'Never' }] }), 'spec.initContainers[0].restartPolicy: Unsupported value: "Never": supported values: "Always"'],
    ['1.32', pod({ dnsConfig: { searches: ['_a.b'] } }), "spec.dnsConfig.searches[0]: Invalid value: \"_a.b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"],
    ['1.34', pod({}, { env: [{ name: 'A', valueFrom: {} }] }), 'spec.containers[0].env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`']
  ];
  const messages = (version: string, manifest: JsonObject): string[] => {
    const schemas = schemasFor(version);
    assert.ok(schemas);
    return judge(manifest, { registry: kindRegistry(schemas) }).problems.map(problem => problem.message);
  };
  for (const [version, manifest, message] of rows) {
    test(`${version}: ${message.slice(0, 80)}`, () => {
      assert.deepEqual(messages(version, manifest), [message]);
      assert.ok(!messages('1.36', manifest).includes(message));
    });
  }
});
