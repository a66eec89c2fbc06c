import { FieldPath } from '../core/fieldPath';
import type { JsonObject } from '../core/json';
import { Decoder } from '../apiserver/decode/decoder';
import { structPlan } from '../apiserver/decode/plan';
import { componentKind, droppedVersion, kustomizationKind, type ComponentKind } from './componentKinds';
import { refused, stringOf, warned, type ComponentProblem } from './componentProblem';
import { componentSchemas } from './schema';
import { staticPod } from './rules/staticPod';

/**
 * What the reader of a configuration file (kubectl, kubelet, kube-scheduler …) has against it: unknown fields, wrong types, and its
 * own rules. Nothing for kinds that are not known here. Never throws, whatever the value.
 */
export function judgeComponent(value: JsonObject): ComponentProblem[] {
  const apiVersion = stringOf(value, 'apiVersion'), name = stringOf(value, 'kind');
  const kind = componentKind(apiVersion, name) ?? (apiVersion === '' && name === '' ? kustomizationKind : undefined);
  if (kind === undefined) return outdated(apiVersion, name);
  return [...decodeProblems(value, kind), ...kind.rule?.(value) ?? []];
}

/** What the command line in a Pod has against it when it is one of the control plane's: see `staticPod`. */
export function judgeStaticPod(pod: JsonObject): readonly ComponentProblem[] {
  return staticPod(pod);
}

/** A version that the reader has dropped: what its decoder says. */
function outdated(apiVersion: string, kind: string): ComponentProblem[] {
  const now = droppedVersion(apiVersion, kind);
  return now === undefined ? [] : [refused('removed-api', FieldPath.of('apiVersion'), `no kind "${kind}" is registered for version "${apiVersion}": use ${now}`)];
}

function decodeProblems(value: JsonObject, kind: ComponentKind): ComponentProblem[] {
  const plan = structPlan(componentSchemas, kind.definition);
  if (plan === undefined) return [];
  const decoder = new Decoder();
  // The head is not in the tables: it has already said which of them counts.
  decoder.struct(Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'apiVersion' && name !== 'kind')), plan);
  return decoder.problems.map(({ type, path, message }) => {
    if (type !== 'unknownField') return refused('TypeMismatch', path, message);
    return kind.unknownFields === 'error' ? refused('UnknownField', path, message) : warned('UnknownField', path, `${message}: ${kind.reader} ignores it`);
  });
}
