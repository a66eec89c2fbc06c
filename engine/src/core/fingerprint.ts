import { compareText } from './order';

/** 53 bits of a canonical form (keys sorted): equal values have equal fingerprints. Not cryptographic. */
export function fingerprint(value: unknown): string {
  let high = 0xdeadbeef, low = 0x41c6ce57;
  for (const text of canonical(value)) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, '0');
}

function* canonical(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    yield '[';
    for (const item of value) { yield* canonical(item); yield ','; }
    yield ']';
  } else if (typeof value === 'object' && value !== null) {
    yield '{';
    for (const [key, item] of Object.entries(value).sort(([a], [b]) => compareText(a, b))) {
      if (item === undefined) continue;
      yield `${JSON.stringify(key)}:`;
      yield* canonical(item);
      yield ',';
    }
    yield '}';
  } else yield value === undefined ? 'null' : JSON.stringify(value);
}
