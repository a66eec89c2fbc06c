import { addQuantity, compareQuantity, quantityOf, quantityText, signOfQuantity, subtractQuantity, zeroQuantity, type Quantity } from '../../core/quantity';
import { compareText } from '../../core/order';

/** Amounts of resources by their names, as quotas reckon with them (apiserver/pkg/quota/v1/resources.go, v1.36). */
export type Amounts = ReadonlyMap<string, Quantity>;

export const one: Quantity = { unscaled: 1n, exponent: 0, format: 'DecimalSI' };

export function amountsFrom(list: Readonly<Record<string, string | number>> | undefined): Map<string, Quantity> {
  return new Map(Object.entries(list ?? {}).map(([name, text]) => [name, quantityOf(text)]));
}

/** The resource list that a status shows. */
export function listFrom(amounts: Amounts): Record<string, string> {
  return Object.fromEntries([...amounts].sort(byName).map(([name, amount]) => [name, quantityText(amount)]));
}

export function addAmounts(a: Amounts, b: Amounts): Map<string, Quantity> {
  const sum = new Map(a);
  for (const [name, amount] of b) {
    const present = sum.get(name);
    sum.set(name, present === undefined ? amount : addQuantity(present, amount));
  }
  return sum;
}

/** What `a` has more than `b`; less counts as nothing. */
export function excessOf(a: Amounts, b: Amounts): Map<string, Quantity> {
  return new Map([...a].map(([name, amount]) => {
    const rest = subtractQuantity(amount, b.get(name) ?? zeroQuantity);
    return [name, signOfQuantity(rest) > 0 ? rest : zeroQuantity];
  }));
}

export function only(amounts: Amounts, names: { has(name: string): boolean }): Map<string, Quantity> {
  return new Map([...amounts].filter(([name]) => names.has(name)));
}

export function withoutZeros(amounts: Amounts): Map<string, Quantity> {
  return new Map([...amounts].filter(([, amount]) => signOfQuantity(amount) !== 0));
}

/** The names under which `amounts` is above `limits`. */
export function exceededNames(amounts: Amounts, limits: Amounts): ReadonlySet<string> {
  return new Set([...limits].filter(([name, limit]) => compareQuantity(amounts.get(name) ?? limit, limit) > 0).map(([name]) => name));
}

export function sameAmounts(a: Amounts, b: Amounts): boolean {
  return a.size === b.size && [...a].every(([name, amount]) => {
    const other = b.get(name);
    return other !== undefined && compareQuantity(amount, other) === 0;
  });
}

/** `cpu=1,memory=2Gi`, sorted, as the refusals list amounts. */
export function amountsText(amounts: Amounts): string {
  return [...amounts].sort(byName).map(([name, amount]) => `${name}=${quantityText(amount)}`).join(',');
}

function byName([a]: readonly [string, Quantity], [b]: readonly [string, Quantity]): number {
  return compareText(a, b);
}
