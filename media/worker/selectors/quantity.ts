const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimal: Readonly<Record<string, number>> = { n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 };

/** The size of a quantity as a plain number, good enough for a picture; 0 for what is no quantity. */
export function quantityValue(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : 0;
  if (typeof value !== 'string') return 0;
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([KMGTPE]i|[numkMGTPE]?)|[eE]([+-]?\d+))$/.exec(value);
  if (match === null) return 0;
  const [, digits = '', suffix = '', exponent] = match;
  const scale = exponent !== undefined ? 10 ** Number(exponent) : binary.includes(suffix) ? 1024 ** (binary.indexOf(suffix) + 1) : decimal[suffix] ?? 0;
  const result = Number(digits) * scale;
  return Number.isFinite(result) ? result : 0;
}

/** CPU in thousandths of a core. */
export function cpuMillis(value: unknown): number {
  return Math.round(quantityValue(value) * 1000);
}
