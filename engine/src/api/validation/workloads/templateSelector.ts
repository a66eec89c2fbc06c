import type { LabelSelector, PodTemplateSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { equal } from '../../../core/json';
import { forbidden, invalid, NamedText, notSupported, required, type FieldError } from '../../fieldError';
import { goLabelSelector, goMap } from '../../goPrint/goStruct';
import { isEmptySelector, selectorMatches } from '../../labelSelector';
import { specPath } from '../../pod/visitContainers';
import { hasInvalidSelectorValue, validateLabelSelector } from '../labels';
import { fieldImmutable } from '../objectMeta';
import type { PodValidationContext } from '../pod/podValidationContext';

/** A workload's selector must be there, be good, and select something; `owner` names the kind in the message. */
export function validateWorkloadSelector(selector: LabelSelector | undefined, path: FieldPath, owner: string): FieldError[] {
  if (selector === undefined) return [required(path)];
  const errors = validateLabelSelector(selector, path);
  return isEmptySelector(selector) ? [...errors, invalid(path, goLabelSelector(selector), `empty selector is invalid for ${owner}`)] : errors;
}

/** Whether a selector can be used at all (`LabelSelectorAsSelector` has no error): an absent one selects nothing. */
export function isUsableSelector(selector: LabelSelector | undefined, path: FieldPath): boolean {
  return validateLabelSelector(selector, path).length === 0;
}

/** The template's labels match the selector, unless that is empty. `path` is the template's. */
export function validateTemplateLabels(template: PodTemplateSpec, selector: LabelSelector | undefined, path: FieldPath): FieldError[] {
  const labels = template.metadata?.labels;
  if ((selector !== undefined && isEmptySelector(selector)) || selectorMatches(selector, labels ?? {})) return [];
  return [invalid(path.child('metadata', 'labels'), labels === undefined ? null : goMap(labels), '`selector` does not match template `labels`')];
}

/** Pods of a workload that keeps them running restart always and have no deadline. */
export function validateKeptRunning({ spec }: PodTemplateSpec, path: FieldPath, owner: string): FieldError[] {
  const errors: FieldError[] = [];
  const restartPolicy = spec?.restartPolicy ?? '';
  if (restartPolicy !== 'Always') errors.push(notSupported(path.child('spec', 'restartPolicy'), new NamedText(restartPolicy), ['Always']));
  if (spec?.activeDeadlineSeconds !== undefined) errors.push(forbidden(path.child('spec', 'activeDeadlineSeconds'), `activeDeadlineSeconds in ${owner} is not Supported`));
  return errors;
}

/** A workload's selector stands. */
export function validateSelectorUpdate(selector: LabelSelector | undefined, old: LabelSelector | undefined): FieldError[] {
  return equal(selector, old) ? [] : [invalid(specPath.child('selector'), goLabelSelector(selector), fieldImmutable)];
}

/** Lets an update keep selector values that are wrong today when the stored selector has such (`LabelSelectorHasInvalidLabelValue`). */
export function toleratingSelector(ctx: PodValidationContext, old: LabelSelector | undefined): PodValidationContext {
  return hasInvalidSelectorValue(old) ? { ...ctx, tolerates: new Set([...ctx.tolerates, 'InvalidLabelValueInSelector']) } : ctx;
}
