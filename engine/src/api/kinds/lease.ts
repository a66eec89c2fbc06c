import type { Lease } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { forbidden, invalid, notSupported, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { isQualifiedName, nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateObjectMeta, validateObjectMetaUpdate } from '../validation/objectMeta';

const specPath = FieldPath.of('spec');

/** `coordination.k8s.io/v1/Lease`, mirrors pkg/registry/coordination/lease and pkg/apis/coordination/validation of v1.36. */
export const lease = defineKind<Lease>({
  gvk: { group: 'coordination.k8s.io', version: 'v1', kind: 'Lease' },
  plural: 'leases', singular: 'lease', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.coordination.v1.Lease',
  subresources: [],
  versionedUpdates: true,
  // CoordinatedLeaderElection is off: its fields are dropped unless they are in use.
  prepareForCreate(object) {
    delete object.spec?.strategy;
    delete object.spec?.preferredHolder;
  },
  prepareForUpdate(object, old) {
    if (old.spec?.strategy === undefined) delete object.spec?.strategy;
    if (old.spec?.preferredHolder === undefined) delete object.spec?.preferredHolder;
  },
  validate: object => [...validateObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath), ...validateSpec(object)],
  validateUpdate: (object, old) => [...validateObjectMetaUpdate(object.metadata, old.metadata, metadataPath), ...validateSpec(object)]
});

function validateSpec({ spec = {} }: Lease): FieldError[] {
  const errors: FieldError[] = [];
  const { leaseDurationSeconds, leaseTransitions, strategy, preferredHolder } = spec;
  if (leaseDurationSeconds !== undefined && leaseDurationSeconds <= 0) errors.push(invalid(specPath.child('leaseDurationSeconds'), leaseDurationSeconds, 'must be greater than 0'));
  if (leaseTransitions !== undefined && leaseTransitions < 0) errors.push(invalid(specPath.child('leaseTransitions'), leaseTransitions, 'must be greater than or equal to 0'));
  if (strategy !== undefined) errors.push(...validateStrategy(strategy));
  if ((preferredHolder ?? '') !== '' && (strategy ?? '') === '') errors.push(forbidden(specPath.child('preferredHolder'), 'may only be specified if `strategy` is defined'));
  return errors;
}

/** A strategy without a domain must be Kubernetes' own. */
function validateStrategy(strategy: string): FieldError[] {
  const path = specPath.child('strategy', 'strategy');
  if (!strategy.includes('/')) return strategy === 'OldestEmulationVersion' ? [] : [notSupported(path, strategy, ['OldestEmulationVersion'])];
  return isQualifiedName(strategy).map(detail => invalid(path, strategy, detail));
}
