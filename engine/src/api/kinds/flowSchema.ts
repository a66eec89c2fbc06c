import type { FlowSchema, FlowSchemaSpec } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { invalid, invalidEach, notSupported, required, type FieldError } from '../fieldError';
import { validateConditions } from '../flowcontrol/conditions';
import { mandatoryFlowSchemas } from '../flowcontrol/mandatory';
import { validateRules } from '../flowcontrol/rules';
import { goStruct } from '../goPrint/goStruct';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta } from '../validation/objectMeta';
import { isDns1123Subdomain, nameIsDnsSubdomain } from '../validation/names';

const specPath = FieldPath.of('spec');
const maxPrecedence = 10000, distinguishers = ['ByNamespace', 'ByUser'];

/** `flowcontrol.apiserver.k8s.io/v1/FlowSchema`, mirrors pkg/registry/flowcontrol/flowschema and pkg/apis/flowcontrol of v1.36. */
export const flowSchema = defineKind<FlowSchema>({
  gvk: { group: 'flowcontrol.apiserver.k8s.io', version: 'v1', kind: 'FlowSchema' },
  plural: 'flowschemas', singular: 'flowschema', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.flowcontrol.v1.FlowSchema',
  subresources: ['status'],
  setDefaults(object) {
    const spec = object.spec ??= {};
    if ((spec.matchingPrecedence ?? 0) === 0) spec.matchingPrecedence = 1000;
  },
  prepareForCreate(object) {
    clearStatus(object);
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    countGeneration(object, old);
    keepStatus(object, old);
  },
  validate,
  validateUpdate: validate,
  status: { validateUpdate: object => validateConditions(object.status) }
});

function validate({ metadata, spec = {}, status }: FlowSchema): FieldError[] {
  const name = metadata?.name ?? '', fixed = mandatoryFlowSchemas.get(name);
  return [
    ...validateCoreObjectMeta(metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...validateSpec(name, spec),
    ...(fixed === undefined || equal(spec, fixed) ? [] : [invalid(specPath, goStruct('FlowSchemaSpec', spec), `spec of '${name}' must equal the fixed value`)]),
    ...validateConditions(status)
  ];
}

function validateSpec(schemaName: string, spec: FlowSchemaSpec): FieldError[] {
  const { matchingPrecedence: precedence = 0, distinguisherMethod: method, rules = [] } = spec, level = spec.priorityLevelConfiguration?.name ?? '';
  const precedencePath = specPath.child('matchingPrecedence'), levelPath = specPath.child('priorityLevelConfiguration', 'name');
  const errors: FieldError[] = [];
  if (precedence <= 0) errors.push(invalid(precedencePath, precedence, 'must be a positive value'));
  if (precedence > maxPrecedence) errors.push(invalid(precedencePath, precedence, `must not be greater than ${maxPrecedence}`));
  if (precedence === 1 && schemaName !== 'exempt') errors.push(invalid(precedencePath, precedence, "only the schema named 'exempt' may have matchingPrecedence 1"));
  if (method !== undefined && !distinguishers.includes(method.type ?? '')) errors.push(notSupported(specPath.child('distinguisherMethod', 'type'), goStruct('FlowDistinguisherMethod', method), distinguishers));
  if (level === '') errors.push(required(levelPath, 'must reference a priority level'));
  else errors.push(...invalidEach(levelPath, level, isDns1123Subdomain(level)));
  return [...errors, ...validateRules(rules, specPath.child('rules'))];
}
