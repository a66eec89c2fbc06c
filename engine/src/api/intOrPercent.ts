/**
 * A number, or a percentage of `total` (intstr.GetScaledValueFromIntOrPercent, v1.36). What is neither counts as 0:
 * validation lets no such value through.
 */
export function scaledValue(value: number | string | undefined, total: number, round: 'up' | 'down'): number {
  if (typeof value === 'number') return value;
  const match = value === undefined ? null : /^(\d+)%$/.exec(value);
  if (match === null) return 0;
  const exact = Number(match[1]) * total / 100;
  return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
}
