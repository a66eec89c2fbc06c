import type { PodSpec, ResourceRequirements } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { compareText, sortedKeys } from '../../../core/order';
import { compareQuantity, quantityOf, quantityText } from '../../../core/quantity';
import { forbidden, invalid, type FieldError } from '../../fieldError';
import { aggregateContainers, amountOf } from '../../pod/containerResources';
import { isHugePageResource, validatePodResourceName } from '../resourceNames';
import { validateResourceRequirements, type RequirementsContext } from './resources';

/** What the pod asks for as a whole, which must hold what its containers ask for (`validatePodResources`, v1.36). */
export function validatePodResources(spec: PodSpec, path: FieldPath, ctx: RequirementsContext): FieldError[] {
  const { resources, os } = spec;
  if (resources === undefined) return [];
  const at = path.child('resources');
  if (os?.name === 'windows') return [forbidden(at, 'may not be set for a windows pod')];
  const errors = resources.claims === undefined ? [] : [forbidden(at.child('claims'), 'claims may not be set for Resources at pod-level')];
  return [...errors, ...validateResourceRequirements(resources, at, ctx, validatePodResourceName), ...validateConsistency(spec, resources, at)];
}

function validateConsistency(spec: PodSpec, resources: ResourceRequirements, path: FieldPath): FieldError[] {
  return [
    ...validateAggregate(spec, resources, path, 'requests'), ...validateAggregate(spec, resources, path, 'limits'),
    ...(spec.containers ?? []).flatMap((container, i) => sortedKeys(container.resources?.limits ?? {}).flatMap(name => {
      const limit = amountOf(container.resources?.limits, name), podLimit = amountOf(resources.limits, name);
      if (podLimit === undefined || compareQuantity(quantityOf(limit), quantityOf(podLimit)) <= 0) return [];
      return [invalid(path.child('containers').index(i).key(name).child('limits'), String(limit), `must be less than or equal to pod limits of ${podLimit}`)];
    }))
  ];
}

/** Limits are compared for huge pages alone: of the rest each container may reach the pod's. */
function validateAggregate(spec: PodSpec, resources: ResourceRequirements, path: FieldPath, field: 'requests' | 'limits'): FieldError[] {
  const sums = [...aggregateContainers(spec, field)].sort(([a], [b]) => compareText(a, b));
  return sums.flatMap(([name, sum]) => {
    const podAmount = amountOf(resources[field], name);
    if (podAmount === undefined || (field === 'limits' && !isHugePageResource(name)) || compareQuantity(sum, quantityOf(podAmount)) <= 0) return [];
    return [invalid(path.child(field).key(name), String(podAmount), `must be greater than or equal to aggregate container ${field} of ${quantityText(sum)}`)];
  });
}
