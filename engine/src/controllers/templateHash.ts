import { goJson } from '../core/goText';

const safeLetters = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * A hash of a template as it stands in names (`web-5d4f8c7b9`): FNV-1a of 32 bits, printed in letters that spell no words.
 * Kubernetes hashes a dump of the Go struct (ComputeHash, pkg/controller/controller_utils.go, v1.36); here it is the JSON,
 * so the letters differ from a real cluster's while length, alphabet and stability are the same.
 */
export function templateHash(template: unknown, collisionCount?: number): string {
  const sum = fnv32a(`${goJson(template, 'sorted')}${collisionCount === undefined ? '' : `#${collisionCount}`}`);
  return safeEncode(String(sum));
}

/** Replaces each character by a safe one (apimachinery rand.SafeEncodeString). */
export function safeEncode(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i++) result += safeLetters[text.charCodeAt(i) % safeLetters.length] ?? '';
  return result;
}

export function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
