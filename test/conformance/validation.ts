import type { Json } from '../../engine/src/core/json';
import { kindRegistry, type KindRegistry } from '../../engine/src/api/kindRegistry';
import { schemasFor } from '../../engine/src/api/schema/schemaStore';
import type { UserInfo } from '../../engine/src/apiserver/client';
import { judge } from '../../engine/src/apiserver/judge';
import { printObject } from '../../engine/src/apiserver/print';
import { fieldsOf, firstDifference, type Expectation } from './answers';
import type { CaseOutcome, Family } from './family';

interface Row { readonly name: string; readonly manifest: Json; readonly expect: Expectation }

/** The namespaces that existed when the recordings were made. */
const namespaces: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** Who made the requests of the recordings. */
const recordedUser: UserInfo = { name: 'admin', uid: 'uid-admin', groups: ['system:masters', 'system:authenticated'] };

let shared: KindRegistry | undefined;

/** The kinds of the Kubernetes that was recorded. */
export function recordedKinds(): KindRegistry {
  const schemas = schemasFor('1.36');
  if (schemas === undefined) throw new Error('no schemas of 1.36');
  return shared ??= kindRegistry(schemas);
}

/** A create with dryRun and strict field validation of each manifest. */
export const validation: Family = {
  name: 'validation',
  file: 'validation.jsonl',
  aspects: ['accepted', 'fields', 'message', 'object'],
  run(row): CaseOutcome {
    const { name, manifest, expect } = row as Row;
    const registry = recordedKinds();
    const judged = judge(manifest, { registry, namespaces, namespace: requestNamespace(manifest), user: recordedUser });
    const differences: string[] = [];
    const note = (equal: boolean, text: () => string): boolean => {
      if (!equal) differences.push(text());
      return equal;
    };
    const accepted = note(judged.accepted === expect.accepted, () => `${expect.accepted ? 'accepted' : `refused: ${expect.message ?? ''}`}, ours ${judged.status === undefined ? 'accepts' : `says: ${judged.status.message}`}`);
    const expectedFields = fieldsOf(expect.causes), foundFields = fieldsOf(judged.status?.causes);
    const fields = expect.accepted && judged.accepted ? null : note(accepted && expectedFields === foundFields, () => `fields ${expectedFields}, ours ${foundFields}`);
    const message = expect.accepted && judged.accepted ? null : note(judged.status?.message === expect.message, () => `message ${expect.message ?? '(none)'}\n     ours    ${judged.status?.message ?? '(none)'}`);
    let object: boolean | null = null;
    if (expect.object !== undefined) {
      const printed = judged.accepted && judged.object !== undefined && judged.kind !== undefined ? printObject(registry, judged.kind, judged.object) : undefined;
      const difference = firstDifference(expect.object, printed);
      object = note(difference === undefined, () => `object ${difference ?? ''}`);
    }
    return { name, aspects: { accepted, fields, message, object }, differences };
  }
};

/** The recordings were posted to the collection of the manifest's namespace where that could stand in a URL, else of `default`. */
function requestNamespace(manifest: Json): string {
  const metadata = typeof manifest === 'object' && manifest !== null && 'metadata' in manifest ? manifest['metadata'] : undefined;
  const namespace = typeof metadata === 'object' && metadata !== null && 'namespace' in metadata ? metadata['namespace'] : undefined;
  return typeof namespace === 'string' && /^[a-z0-9-]+$/.test(namespace) ? namespace : 'default';
}
