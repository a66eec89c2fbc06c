/** By UTF-16 code units, never the locale's order: the output is the same on every machine. */
export function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
