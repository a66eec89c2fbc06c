/** Compares by UTF-16 code units, the one order of the engine (never the locale's). Go sorts by bytes: equal for the names Kubernetes allows. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The keys of an object in sorted order: where Go's map order is random, ours is this. */
export function sortedKeys(object: object): string[] {
  return Object.keys(object).sort(compareText);
}
