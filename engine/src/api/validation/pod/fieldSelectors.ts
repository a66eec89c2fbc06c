import type { ObjectFieldSelector, ResourceFieldSelector } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { quantityOf, quantityText, signOfQuantity } from '../../../core/quantity';
import { invalid, invalidEach, notSupported, required, type FieldError } from '../../fieldError';
import { isQualifiedName } from '../names';

/** What the downward API can read of a pod and of a container (pkg/apis/core/validation/validation.go, v1.36). */

const podFields: ReadonlySet<string> = new Set([
  'metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.restartPolicy',
  'spec.serviceAccountName', 'spec.schedulerName', 'status.phase', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs'
]);

/** A field of the pod; `supported` are those that can be had at this place, sorted. */
export function validateObjectField({ apiVersion = '', fieldPath = '' }: ObjectFieldSelector, supported: ReadonlySet<string>, path: FieldPath): FieldError[] {
  if (apiVersion === '') return [required(path.child('apiVersion'))];
  if (fieldPath === '') return [required(path.child('fieldPath'))];
  const { field, subscript } = splitSubscript(fieldPath);
  const problem = conversionError(apiVersion, fieldPath);
  if (problem !== undefined) return [invalid(path.child('fieldPath'), fieldPath, `error converting fieldPath: ${problem}`)];
  if (subscript !== undefined) return invalidEach(path, field.endsWith('annotations') ? subscript.toLowerCase() : subscript, isQualifiedName(field.endsWith('annotations') ? subscript.toLowerCase() : subscript));
  const name = field === 'spec.host' ? 'spec.nodeName' : field;
  return supported.has(name) ? [] : [notSupported(path.child('fieldPath'), name, [...supported])];
}

function conversionError(version: string, label: string): string | undefined {
  if (version !== 'v1') return `unsupported pod version: ${version}`;
  const { field, subscript } = splitSubscript(label);
  if (subscript !== undefined) return field === 'metadata.annotations' || field === 'metadata.labels' ? undefined : `field label does not support subscript: ${label}`;
  return podFields.has(label) || label === 'spec.host' ? undefined : `field label not supported: ${label}`;
}

/** `metadata.labels['a']` in its two parts. */
function splitSubscript(fieldPath: string): { field: string; subscript?: string } {
  const at = fieldPath.indexOf("['");
  if (at <= 0 || !fieldPath.endsWith("']") || at + 2 > fieldPath.length - 2) return { field: fieldPath };
  return { field: fieldPath.slice(0, at), subscript: fieldPath.slice(at + 2, -2) };
}

const resources = ['limits.cpu', 'limits.ephemeral-storage', 'limits.memory', 'requests.cpu', 'requests.ephemeral-storage', 'requests.memory'];
const byteDivisors: ReadonlySet<string> = new Set(['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei']);
const byteDivisorText = [...byteDivisors].join(', ');

/** A request or limit of a container, which a volume must name. */
export function validateContainerResourceField(selector: ResourceFieldSelector, path: FieldPath, place: 'volume' | 'env'): FieldError[] {
  const { resource = '', containerName = '' } = selector;
  const errors: FieldError[] = [];
  if (place === 'volume' && containerName === '') errors.push(required(path.child('containerName')));
  else if (resource === '') errors.push(required(path.child('resource')));
  else if (!resources.includes(resource) && !isHugePagesField(resource)) errors.push(notSupported(path.child('resource'), resource, resources));
  return [...errors, ...validateDivisor(selector, path.child('divisor'))];
}

function isHugePagesField(resource: string): boolean {
  return /^(?:requests|limits)\.hugepages-/.test(resource);
}

function validateDivisor({ resource = '', divisor }: ResourceFieldSelector, path: FieldPath): FieldError[] {
  const quantity = quantityOf(divisor);
  if (signOfQuantity(quantity) === 0) return [];
  const text = quantityText(quantity), kind = resource.slice(resource.indexOf('.') + 1);
  if (resources.includes(resource) && kind === 'cpu') {
    return text === '1m' || text === '1' ? [] : [invalid(path, resource, "only divisor's values 1m and 1 are supported with the cpu resource")];
  }
  if (!resources.includes(resource) && !isHugePagesField(resource)) return [];
  const name = kind === 'memory' ? 'memory' : kind === 'ephemeral-storage' ? 'local ephemeral storage' : 'hugepages';
  return byteDivisors.has(text) ? [] : [invalid(path, resource, `only divisor's values ${byteDivisorText} are supported with the ${name} resource`)];
}
