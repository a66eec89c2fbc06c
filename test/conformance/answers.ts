/** What the recorded server answered. */
export interface Expectation {
  readonly code: number;
  readonly accepted: boolean;
  readonly reason?: string;
  readonly message?: string;
  readonly causes?: readonly Cause[];
  readonly object?: unknown;
}

interface Cause { readonly reason: string; readonly field: string }

/** The multiset of (reason, field), as a text that can be compared. */
export function fieldsOf(causes: readonly Cause[] | undefined): string {
  return (causes ?? []).map(cause => `${cause.reason} ${cause.field}`).sort().join(', ');
}

/** Allocated, generated or taken from the clock: no two clusters agree on them. */
const volatileFields: ReadonlySet<string> = new Set([
  'metadata.uid', 'metadata.creationTimestamp', 'metadata.resourceVersion', 'metadata.generation', 'metadata.managedFields', 'metadata.selfLink',
  'spec.clusterIP', 'spec.clusterIPs', 'status.lastPhaseTransitionTime',
  'spec.selector.matchLabels.batch.kubernetes.io/controller-uid', 'spec.template.metadata.labels.batch.kubernetes.io/controller-uid',
  'spec.template.metadata.labels.controller-uid', 'metadata.labels.batch.kubernetes.io/controller-uid', 'metadata.labels.controller-uid'
]);

/** The first place where the objects differ, in words; undefined when they are equal, volatile fields aside. */
export function firstDifference(expected: unknown, found: unknown, path = ''): string | undefined {
  if (volatileFields.has(path) || /^spec\.ports\[\d+\]\.nodePort$/.test(path) || path === 'spec.healthCheckNodePort') return undefined;
  if (path === 'metadata.name' && isUuid(expected) && isUuid(found)) return undefined;
  if (isRecord(expected) && isRecord(found)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      const difference = firstDifference(expected[key], found[key], path === '' ? key : `${path}.${key}`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  if (Array.isArray(expected) && Array.isArray(found) && expected.length === found.length) {
    for (let i = 0; i < expected.length; i++) {
      const difference = firstDifference(expected[i], found[i], `${path}[${i}]`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  return JSON.stringify(expected) === JSON.stringify(found) ? undefined : `${path}: ${brief(expected)}, ours ${brief(found)}`;
}

/** A name that the server made up. */
function isUuid(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? 'absent').slice(0, 200);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
