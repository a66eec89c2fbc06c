import { goQuote } from './goText';

/** What Go's `time.ParseDuration` has against a text, in its words; undefined for a duration such as `1h30m`. */
export function durationError(text: string): string | undefined {
  const rest = text.replace(/^[-+]/, '');
  if (rest === '0') return undefined;
  const bad = `time: invalid duration ${goQuote(text)}`;
  if (rest === '') return bad;
  let at = 0;
  while (at < rest.length) {
    const number = /^(?:\d+\.?\d*|\.\d+)/.exec(rest.slice(at, at + 64))?.[0];
    if (number === undefined) return bad;
    at += number.length;
    const unit = /^[^.\d]+/.exec(rest.slice(at))?.[0];
    if (unit === undefined) return `time: missing unit in duration ${goQuote(text)}`;
    if (!['ns', 'us', 'µs', 'μs', 'ms', 's', 'm', 'h'].includes(unit)) return `time: unknown unit ${goQuote(unit)} in duration ${goQuote(text)}`;
    at += unit.length;
  }
  return undefined;
}

const unitSeconds: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** The seconds of a duration that `durationError` has nothing against; 0 for any other text. */
export function durationSeconds(text: string): number {
  if (durationError(text) !== undefined) return 0;
  let seconds = 0;
  for (const [, amount, unit = 's'] of text.matchAll(/([\d.]+)([^\d.+-]*)/g)) seconds += Number(amount) * (unitSeconds[unit] ?? 0);
  return text.startsWith('-') ? -seconds : seconds;
}
