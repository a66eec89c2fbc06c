import type { MutatingWebhook, ValidatingWebhook } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal, type Mutable } from '../../core/json';
import { duplicate, invalid, notSupported, required, type FieldError } from '../fieldError';
import { validateLabelSelector } from '../validation/labels';
import { isDns1123Subdomain } from '../validation/names';
import { validateMatchConditions } from './matchConditions';
import { validateRuleWithOperations } from './rules';
import { isAcceptedReviewVersion, validateReviewVersions, validateWebhookClient } from './webhookClient';

/** A webhook of either kind: the mutating one has a reinvocation policy besides. */
export type Webhook = ValidatingWebhook & Pick<MutatingWebhook, 'reinvocationPolicy'>;

const failurePolicies = ['Fail', 'Ignore'], matchPolicies = ['Equivalent', 'Exact'], reinvocationPolicies = ['IfNeeded', 'Never'];
const everySideEffect = ['None', 'NoneOnDryRun', 'Some', 'Unknown'], noSideEffects = ['None', 'NoneOnDryRun'];
const webhooksPath = FieldPath.of('webhooks');

/** What is not asked of an update because the stored object does not hold to it either. */
interface Leniency {
  readonly matchConditions: 'judged' | 'unchanged';
  readonly sideEffects: readonly string[];
  readonly reviewVersion: 'required' | 'optional';
  readonly uniqueNames: boolean;
  readonly allowInvalidValues: boolean;
}

const strict: Leniency = { matchConditions: 'judged', sideEffects: noSideEffects, reviewVersion: 'required', uniqueNames: true, allowInvalidValues: false };

/** Defaults of each webhook (pkg/apis/admissionregistration/v1/defaults.go, v1.36). */
export function setWebhookDefaults(webhook: Mutable<Webhook>): void {
  webhook.failurePolicy ??= 'Fail';
  webhook.matchPolicy ??= 'Equivalent';
  webhook.namespaceSelector ??= {};
  webhook.objectSelector ??= {};
  webhook.timeoutSeconds ??= 10;
  if (webhook.clientConfig?.service !== undefined) webhook.clientConfig.service.port ??= 443;
  for (const rule of webhook.rules ?? []) rule.scope ??= '*';
}

/** The webhooks of a configuration (pkg/apis/admissionregistration/validation/validation.go, v1.36); `old` are those of the stored one. */
export function validateWebhooks(webhooks: readonly Webhook[], old: readonly Webhook[] | undefined): FieldError[] {
  const leniency = old === undefined ? strict : leniencyFor(webhooks, old);
  const names = new Set<string>();
  return webhooks.flatMap((webhook, i) => {
    const path = webhooksPath.index(i), name = webhook.name ?? '';
    const errors = [...validateWebhook(webhook, leniency, path), ...validateReviewVersions({
      versions: webhook.admissionReviewVersions ?? [], path: path.child('admissionReviewVersions'),
      whenMissing: 'must specify one of v1, v1beta1', recognized: leniency.reviewVersion
    })];
    if (leniency.uniqueNames && name !== '' && names.has(name)) errors.push(duplicate(path.child('name'), name));
    names.add(name);
    return errors;
  });
}

function leniencyFor(webhooks: readonly Webhook[], old: readonly Webhook[]): Leniency {
  const names = old.map(webhook => webhook.name ?? '');
  const unchanged = webhooks.length === old.length && old.every((webhook, i) => equal(webhooks[i]?.matchConditions ?? [], webhook.matchConditions ?? []));
  return {
    matchConditions: unchanged ? 'unchanged' : 'judged',
    sideEffects: old.every(webhook => noSideEffects.includes(webhook.sideEffects ?? '')) ? noSideEffects : everySideEffect,
    reviewVersion: old.every(({ admissionReviewVersions: versions = [] }) => versions.length === 0 || versions.some(isAcceptedReviewVersion)) ? 'required' : 'optional',
    uniqueNames: new Set(names).size === names.length,
    allowInvalidValues: old.some(webhook => [webhook.namespaceSelector, webhook.objectSelector].some(selector => validateLabelSelector(selector, webhooksPath).length > 0))
  };
}

function validateWebhook(webhook: Webhook, leniency: Leniency, path: FieldPath): FieldError[] {
  const { failurePolicy, matchPolicy, sideEffects, timeoutSeconds: timeout, reinvocationPolicy, clientConfig = {}, rules = [] } = webhook;
  const { allowInvalidValues, sideEffects: allowed } = leniency;
  const errors = [
    ...validateQualifiedName(webhook.name ?? '', path.child('name')),
    ...rules.flatMap((rule, i) => validateRuleWithOperations(rule, path.child('rules').index(i))),
    ...oneOf(failurePolicy, failurePolicies, path.child('failurePolicy')),
    ...oneOf(matchPolicy, matchPolicies, path.child('matchPolicy'))
  ];
  if (sideEffects === undefined) errors.push(required(path.child('sideEffects'), `must specify one of ${allowed.join(', ')}`));
  errors.push(...oneOf(sideEffects, allowed, path.child('sideEffects')));
  if (timeout !== undefined && (timeout > 30 || timeout < 1)) errors.push(invalid(path.child('timeoutSeconds'), timeout, 'the timeout value must be between 1 and 30 seconds'));
  return [
    ...errors,
    ...validateLabelSelector(webhook.namespaceSelector, path.child('namespaceSelector'), { allowInvalidValues }),
    ...validateLabelSelector(webhook.objectSelector, path.child('objectSelector'), { allowInvalidValues }),
    ...oneOf(reinvocationPolicy, reinvocationPolicies, path.child('reinvocationPolicy')),
    ...validateWebhookClient(clientConfig, path.child('clientConfig')),
    ...(leniency.matchConditions === 'judged' ? validateMatchConditions(webhook.matchConditions ?? [], 'absent', path.child('matchConditions')) : [])
  ];
}

function oneOf(value: string | undefined, supported: readonly string[], path: FieldPath): FieldError[] {
  return value === undefined || supported.includes(value) ? [] : [notSupported(path, value, supported)];
}

/** `IsFullyQualifiedName` (apimachinery/pkg/util/validation, v1.36). */
function validateQualifiedName(name: string, path: FieldPath): FieldError[] {
  if (name === '') return [required(path)];
  const errors = isDns1123Subdomain(name);
  if (errors.length > 0) return [invalid(path, name, errors.join(','))];
  return name.split('.').length < 3 ? [invalid(path, name, 'should be a domain with at least three segments separated by dots')] : [];
}
