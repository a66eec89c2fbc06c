import type { Device, DeviceSelector } from '../../generated/types';
import { own } from '../core/json';
import { quantityNanos } from './quantityValue';

/** A device where it is offered. */
export interface OfferedDevice { readonly driver: string; readonly pool: string; readonly device: Device }

type DeviceTest = (offered: OfferedDevice) => boolean;

const attribute = String.raw`device\.attributes\[\s*["']([^"']+)["']\s*\]\.(\w+)`;
const capacity = String.raw`device\.capacity\[\s*["']([^"']+)["']\s*\]\.(\w+)`;
const literal = String.raw`("[^"]*"|'[^']*'|-?\d+|true|false)`;

const forms: readonly { readonly pattern: RegExp; test(parts: readonly string[]): DeviceTest }[] = [
  { pattern: new RegExp(`^device\\.driver\\s*(==|!=)\\s*${literal}$`), test: ([operator, value]) => ({ driver }) => (driver === literalValue(value)) === (operator === '==') },
  { pattern: new RegExp(`^${attribute}\\s*(==|!=)\\s*${literal}$`), test: ([domain = '', name = '', operator, value]) => offered => (attributeOf(offered, domain, name) === literalValue(value)) === (operator === '==') },
  { pattern: new RegExp(`^${attribute}\\s*(<=|>=|<|>)\\s*(-?\\d+)$`), test: ([domain = '', name = '', operator, value]) => offered => compares(Number(attributeOf(offered, domain, name) ?? NaN), operator, Number(value)) },
  { pattern: new RegExp(`^(!?)${attribute}$`), test: ([not, domain = '', name = '']) => offered => (attributeOf(offered, domain, name) === true) === (not !== '!') },
  {
    pattern: new RegExp(`^${capacity}\\.compareTo\\(\\s*quantity\\(\\s*["']([^"']+)["']\\s*\\)\\s*\\)\\s*(==|!=|<=|>=|<|>)\\s*0$`),
    test: ([domain = '', name = '', quantity, operator]) => offered => {
      const present = capacityOf(offered, domain, name);
      return present !== undefined && compares(Number(present - quantityNanos(quantity)), operator, 0);
    }
  }
];

/**
 * All selectors at once: comparisons of a device's driver, attributes and capacities, joined by `&&`, which is what nearly all
 * say. Undefined when an expression says more than that: nobody can tell then which devices it means.
 */
export function compileDeviceSelectors(selectors: readonly DeviceSelector[]): DeviceTest | undefined {
  const tests: DeviceTest[] = [];
  for (const { cel } of selectors) {
    for (const part of (cel?.expression ?? 'true').split('&&')) {
      const test = compileComparison(part.trim());
      if (test === undefined) return undefined;
      tests.push(test);
    }
  }
  return offered => tests.every(test => test(offered));
}

function compileComparison(text: string): DeviceTest | undefined {
  if (text === 'true' || text === 'false') return () => text === 'true';
  for (const { pattern, test } of forms) {
    const match = pattern.exec(text);
    if (match !== null) return test(match.slice(1));
  }
  return undefined;
}

function literalValue(text = ''): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^["']/.test(text) ? text.slice(1, -1) : Number(text);
}

function compares(a: number, operator: string | undefined, b: number): boolean {
  switch (operator) {
    case '==': return a === b;
    case '!=': return a !== b;
    case '<': return a < b;
    case '<=': return a <= b;
    case '>': return a > b;
    default: return a >= b;
  }
}

/** An attribute by its full name, or by its bare one in the driver's own domain. */
export function attributeOf({ driver, device }: OfferedDevice, domain: string, name: string): string | number | boolean | undefined {
  const found = device.attributes?.[`${domain}/${name}`] ?? (domain === driver ? device.attributes?.[name] : undefined);
  return found?.string ?? found?.int ?? found?.bool ?? found?.version;
}

function capacityOf({ driver, device }: OfferedDevice, domain: string, name: string): bigint | undefined {
  const found = own(device.capacity ?? {}, `${domain}/${name}`) ?? (domain === driver ? own(device.capacity ?? {}, name) : undefined);
  return typeof found === 'object' && found !== null && 'value' in found ? quantityNanos(found['value']) : undefined;
}
