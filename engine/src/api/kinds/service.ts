import type { Service } from '../../../generated/types';
import { defineKind } from '../kind';
import { allocateService } from '../service/allocation';
import { validateClusterIpsUpdate } from '../service/clusterIps';
import { setLoadBalancerDefaults, setServiceDefaults } from '../service/defaults';
import { needsHealthCheck } from '../service/traits';
import { dropTypeDependentFields } from '../service/typeChange';
import { validateLoadBalancerClass, validateService } from '../service/validation';
import { serviceWarnings } from '../service/warnings';
import { validateServiceStatus } from '../service/status';
import { ipWarnings } from '../validation/addresses';
import { clearStatus, keepStatus } from '../strategy';
import { FieldPath } from '../../core/fieldPath';
import { forbidden, type FieldError } from '../fieldError';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDns1035Label, nameIsDnsLabel } from '../validation/names';

/** Names may begin with a digit since 1.36 (RelaxedServiceNameValidation). */
const relaxedNamesSince = 36;

/** `v1/Service`, mirrors pkg/registry/core/service and pkg/apis/core/validation of v1.36. */
export const service = defineKind<Service>({
  gvk: { group: '', version: 'v1', kind: 'Service' },
  plural: 'services', singular: 'service', shortNames: ['svc'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.Service',
  subresources: ['proxy', 'status'],
  setDefaults: setServiceDefaults,
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    dropTypeDependentFields(object, old);
  },
  allocate: allocateService,
  validate: (object, ctx) => [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', ctx.minor >= relaxedNamesSince ? nameIsDnsLabel : nameIsDns1035Label, metadataPath),
    ...validateService(object, undefined, ctx)
  ],
  validateUpdate: (object, old, ctx) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateClusterIpsUpdate(object, old),
    ...validateLoadBalancerClass(object, old),
    ...validateHealthCheckPortKept(object, old),
    ...validateService(object, old, ctx)
  ],
  warnings: serviceWarnings,
  status: {
    prepareForUpdate: setLoadBalancerDefaults,
    validateUpdate: (object, old, ctx) => [...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath), ...validateServiceStatus(object, old, ctx)],
    warnings: object => (object.status?.loadBalancer?.ingress ?? []).flatMap(({ ip = '' }, i) => ip === '' ? [] : ipWarnings(ip, FieldPath.of('status', 'loadBalancer', 'ingress').index(i)))
  }
});

function validateHealthCheckPortKept(object: Service, old: Service): FieldError[] {
  if (!needsHealthCheck(old) || !needsHealthCheck(object) || object.spec?.healthCheckNodePort === old.spec?.healthCheckNodePort) return [];
  return [forbidden(FieldPath.of('spec', 'healthCheckNodePort'), 'field is immutable')];
}
