import type { FieldPath } from '../../core/fieldPath';
import { compareQuantity, isMultipleOf, parseQuantity, quantityOf, quantityText, scaledValue, signOfQuantity, valueOf, zeroQuantity } from '../../core/quantity';
import { invalid, invalidEach, NamedText, notSupported, type FieldError } from '../fieldError';
import { isQualifiedName } from './names';

/** The names of resources (pkg/apis/core/helper/helpers.go and validation.go, v1.36). */

const quotaObjects = ['pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'persistentvolumeclaims', 'configmaps', 'services.nodeports', 'services.loadbalancers'];
const compute = ['cpu', 'memory', 'ephemeral-storage', 'requests.cpu', 'requests.memory', 'requests.ephemeral-storage', 'limits.cpu', 'limits.memory', 'limits.ephemeral-storage'];
const standardContainerResources: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);
const standardQuotaResources: ReadonlySet<string> = new Set([...compute, 'requests.storage', ...quotaObjects]);
const standardResources: ReadonlySet<string> = new Set([...compute, 'requests.storage', 'storage', ...quotaObjects]);
const integerResources: ReadonlySet<string> = new Set(quotaObjects);

export function isHugePageResource(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** In `kubernetes.io/`, by name or because there is no domain. */
export function isNativeResource(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/** What a device plugin may advertise: a domain of its own, and still a qualified name behind `requests.`. */
export function isExtendedResource(name: string): boolean {
  if (isNativeResource(name) || name.startsWith('requests.')) return false;
  return isQualifiedName(`requests.${name}`).length === 0;
}

/** More may be limited than is there; not so for huge pages and devices. */
export function isOvercommitAllowed(name: string): boolean {
  return isNativeResource(name) && !isHugePageResource(name);
}

export function isStandardContainerResource(name: string): boolean {
  return standardContainerResources.has(name) || isHugePageResource(name);
}

export function isStandardQuotaResource(name: string): boolean {
  return standardQuotaResources.has(name) || isHugePageResource(name) || name.startsWith('requests.hugepages-');
}

/** Counted in whole pieces: pods, services …, and extended resources. */
export function isIntegerResource(name: string): boolean {
  return integerResources.has(name) || isExtendedResource(name);
}

/** Any resource: qualified, and known where it has no domain. */
export function validateResourceName(name: string, path: FieldPath): FieldError[] {
  const errors = invalidEach(path, new NamedText(name), isQualifiedName(name));
  if (errors.length > 0 || name.includes('/')) return errors;
  const known = standardResources.has(name) || isStandardQuotaResource(name);
  return known ? [] : [invalid(path, new NamedText(name), 'must be a standard resource type or fully qualified')];
}

/** What a container can ask for. */
export function validateContainerResourceName(name: string, path: FieldPath): FieldError[] {
  const errors = validateResourceName(name, path);
  if (!name.includes('/')) return isStandardContainerResource(name) ? errors : [...errors, invalid(path, new NamedText(name), 'must be a standard resource for containers')];
  if (isNativeResource(name) || isExtendedResource(name)) return errors;
  return [...errors, invalid(path, new NamedText(name), "doesn't follow extended resource name standard")];
}

/** What a quota can limit. */
export function validateQuotaResourceName(name: string, path: FieldPath): FieldError[] {
  const errors = validateResourceName(name, path);
  return name.includes('/') || isStandardQuotaResource(name) ? errors : [...errors, invalid(path, new NamedText(name), 'must be a standard resource for quota')];
}

/** Not negative; whole for what is counted in pieces. */
export function validateResourceQuantity(name: string, value: string | number | undefined, path: FieldPath): FieldError[] {
  const errors = validateNonnegativeQuantity(value, path);
  const quantity = quantityOf(value);
  if (isIntegerResource(name) && !isMultipleOf(quantity, 0) && scaledValue(quantity, -3) % 1000 !== 0) errors.push(invalid(path, quantityText(quantity), 'must be an integer'));
  return errors;
}

export function validateNonnegativeQuantity(value: string | number | undefined, path: FieldPath): FieldError[] {
  const quantity = quantityOf(value);
  return compareQuantity(quantity, zeroQuantity) < 0 ? [invalid(path, quantityText(quantity), 'must be greater than or equal to 0')] : [];
}

/** Whether a pod may ask for it as a whole: cpu, memory, huge pages (component-helpers/resource/helpers.go). */
export function isPodLevelResource(name: string): boolean {
  return name === 'cpu' || name === 'memory' || isHugePageResource(name);
}

/** What a pod can ask for as a whole. */
export function validatePodResourceName(name: string, path: FieldPath): FieldError[] {
  const errors = validateResourceName(name, path);
  return errors.length > 0 || isPodLevelResource(name) ? errors : [notSupported(path, new NamedText(name), ['cpu', 'hugepages-', 'memory'])];
}

/** Whether an amount of huge pages is a whole number of pages. */
export function isWholeHugePages(name: string, amount: string | number | undefined): boolean {
  const page = parseQuantity(name.slice('hugepages-'.length));
  if (!page.ok || signOfQuantity(page.quantity) <= 0 || !isMultipleOf(page.quantity, 0)) return false;
  return valueOf(amount) % valueOf(quantityText(page.quantity)) === 0;
}
