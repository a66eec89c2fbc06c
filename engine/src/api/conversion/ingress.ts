import { FieldPath } from '../../core/fieldPath';
import { isObject, own, type JsonObject } from '../../core/json';
import { has, itemsIn, missing, objectIn, removed, type Conversion, type FieldChange } from './fieldChange';

const spec = FieldPath.of('spec');

/**
 * An Ingress of `extensions/v1beta1` or `networking.k8s.io/v1beta1`: its backends name a service in an object of its own, the
 * default one has another name, and paths say their type (pkg/apis/networking/v1beta1/conversion.go and defaults.go, v1.36).
 */
export const ingress: Conversion = object => {
  const { backend } = objectIn(object, 'spec');
  const paths = itemsIn(objectIn(object, 'spec'), 'rules', spec).flatMap(rule => itemsIn(objectIn(rule.item, 'http'), 'paths', rule.path.child('http')));
  return [
    ...backend === undefined ? [] : [{ change: 'rename', path: spec.child('backend'), to: 'defaultBackend' } as const],
    ...isObject(backend) ? backendChanges(backend, spec.child('defaultBackend')) : [],
    ...paths.flatMap(({ item, path }) => [...missing(item, path, { pathType: 'ImplementationSpecific' }), ...backendChanges(objectIn(item, 'backend'), path.child('backend'))])
  ];
};

/** `servicePort` is a number or the name of a port; a backend with a resource says '' and 0 for the service. */
function backendChanges(backend: JsonObject, path: FieldPath): FieldChange[] {
  if (has(backend, 'resource')) return removed(backend, path, 'serviceName', 'servicePort');
  const port = own(backend, 'servicePort');
  return [
    ...own(backend, 'serviceName') === undefined ? [] : [{ change: 'move', path: path.child('serviceName'), to: path.child('service', 'name') } as const],
    ...port === undefined ? [] : [{ change: 'move', path: path.child('servicePort'), to: path.child('service', 'port', typeof port === 'string' ? 'name' : 'number') } as const]
  ];
}
