/** Throws when a belief of ours is wrong. For bugs only: bad input is data and is returned, never thrown. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}

/** Ends a `switch` over a union: the compiler proves that no case is missing. */
export function never(value: never): never {
  throw new Error(`unexpected value: ${String(value)}`);
}
