import type { ExemptPriorityLevelConfiguration, LimitResponse, LimitedPriorityLevelConfiguration, PriorityLevelConfiguration, PriorityLevelConfigurationSpec, QueuingConfiguration } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { forbidden, invalid, NamedText, notSupported, required, type FieldError } from '../fieldError';
import { validateConditions } from '../flowcontrol/conditions';
import { mandatoryPriorityLevels } from '../flowcontrol/mandatory';
import { goStruct } from '../goPrint/goStruct';
import { defineKind } from '../kind';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

const specPath = FieldPath.of('spec');
const zeroSharesAnnotation = 'flowcontrol.k8s.io/preserve-zero-concurrency-shares';
const maxQueues = 10_000_000, maxHashBits = 60;

/** `flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration`, mirrors pkg/registry/flowcontrol/prioritylevelconfiguration and pkg/apis/flowcontrol of v1.36. */
export const priorityLevelConfiguration = defineKind<PriorityLevelConfiguration>({
  gvk: { group: 'flowcontrol.apiserver.k8s.io', version: 'v1', kind: 'PriorityLevelConfiguration' },
  plural: 'prioritylevelconfigurations', singular: 'prioritylevelconfiguration', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.flowcontrol.v1.PriorityLevelConfiguration',
  subresources: ['status'],
  setDefaults(object) {
    const { exempt, limited } = object.spec ?? {}, queuing = limited?.limitResponse?.queuing;
    for (const [level, shares] of [[exempt, 0], [limited, 30]] as const) {
      if (level === undefined) continue;
      level.nominalConcurrencyShares ??= shares;
      level.lendablePercent ??= 0;
    }
    if (queuing === undefined) return;
    for (const [field, value] of [['handSize', 8], ['queues', 64], ['queueLengthLimit', 50]] as const) if ((queuing[field] ?? 0) === 0) queuing[field] = value;
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

function validate({ metadata, spec = {}, status }: PriorityLevelConfiguration): FieldError[] {
  const name = metadata?.name ?? '';
  return [
    ...validateCoreObjectMeta(metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...(metadata?.annotations?.[zeroSharesAnnotation] === undefined ? [] : [forbidden(metadataPath.child('annotations'), `annotation '${zeroSharesAnnotation}' is forbidden`)]),
    ...validateSpec(name, spec),
    ...validateMandatory(name, spec),
    ...validateConditions(status)
  ];
}

/** What every cluster has is fixed; how much the exempt level lends is not. */
function validateMandatory(name: string, spec: PriorityLevelConfigurationSpec): FieldError[] {
  const fixed = mandatoryPriorityLevels.get(name);
  if (fixed === undefined) return [];
  const wanted = name === 'exempt' ? { ...spec, exempt: fixed.exempt } : spec, except = name === 'exempt' ? " except the 'spec.exempt' field" : '';
  return equal(wanted, fixed) ? [] : [invalid(specPath, goStruct('PriorityLevelConfigurationSpec', spec), `spec of '${name}'${except} must equal the fixed value`)];
}

function validateSpec(name: string, { type = '', exempt, limited }: PriorityLevelConfigurationSpec): FieldError[] {
  const at = specPath.child('type'), limitedPath = specPath.child('limited'), exemptPath = specPath.child('exempt');
  const errors = (name === 'exempt') === (type === 'Exempt') ? [] : [invalid(at, new NamedText(type), "must be 'Exempt' if and only if `name` is 'exempt'")];
  switch (type) {
    case 'Exempt':
      if (limited !== undefined) errors.push(forbidden(limitedPath, 'must be nil if the type is not Limited'));
      return exempt === undefined ? errors : [...errors, ...validateShares(exempt, exemptPath)];
    case 'Limited':
      if (exempt !== undefined) errors.push(forbidden(exemptPath, 'must be nil if the type is Limited'));
      return limited === undefined ? [...errors, required(limitedPath, 'must not be empty when type is Limited')] : [...errors, ...validateLimited(limited, limitedPath)];
    default: return [...errors, notSupported(at, new NamedText(type), ['Exempt', 'Limited'])];
  }
}

function validateLimited(level: LimitedPriorityLevelConfiguration, path: FieldPath): FieldError[] {
  const { lendablePercent, borrowingLimitPercent: borrowing, limitResponse = {}, ...rest } = level;
  return [
    ...validateShares(rest, path),
    ...validateLimitResponse(limitResponse, path.child('limitResponse')),
    ...validateShares({ ...(lendablePercent === undefined ? {} : { lendablePercent }) }, path),
    ...(borrowing !== undefined && borrowing < 0 ? [invalid(path.child('borrowingLimitPercent'), borrowing, 'if specified, must be a non-negative integer')] : [])
  ];
}

function validateShares({ nominalConcurrencyShares: shares = 0, lendablePercent: percent = 0 }: ExemptPriorityLevelConfiguration, path: FieldPath): FieldError[] {
  return [
    ...(shares < 0 ? [invalid(path.child('nominalConcurrencyShares'), shares, 'must be a non-negative integer')] : []),
    ...(percent < 0 || percent > 100 ? [invalid(path.child('lendablePercent'), percent, 'must be between 0 and 100, inclusive')] : [])
  ];
}

/** The words speak of `Limited` where the type is `Queue`, as upstream's do. */
function validateLimitResponse({ type = '', queuing }: LimitResponse, path: FieldPath): FieldError[] {
  const at = path.child('queuing');
  switch (type) {
    case 'Reject': return queuing === undefined ? [] : [forbidden(at, 'must be nil if limited.limitResponse.type is not Limited')];
    case 'Queue': return queuing === undefined ? [required(at, 'must not be empty if limited.limitResponse.type is Limited')] : validateQueuing(queuing, at);
    default: return [notSupported(path.child('type'), new NamedText(type), ['Queue', 'Reject'])];
  }
}

function validateQueuing({ queueLengthLimit: length = 0, queues = 0, handSize: hand = 0 }: QueuingConfiguration, path: FieldPath): FieldError[] {
  const handPath = path.child('handSize'), queuesPath = path.child('queues');
  const errors = length <= 0 ? [invalid(path.child('queueLengthLimit'), length, 'must be positive')] : [];
  if (queues <= 0) errors.push(invalid(queuesPath, queues, 'must be positive'));
  else if (queues > maxQueues) errors.push(invalid(queuesPath, queues, `must not be greater than ${maxQueues}`));
  if (hand <= 0) errors.push(invalid(handPath, hand, 'must be positive'));
  else if (hand > queues) errors.push(invalid(handPath, hand, `should not be greater than queues (${queues})`));
  else if (Math.ceil(Math.log2(queues) * hand) > maxHashBits) errors.push(invalid(handPath, hand, `required entropy bits of deckSize ${queues} and handSize ${hand} should not be greater than ${maxHashBits}`));
  return errors;
}
