import { isTagged, type AuthorizerDecision, type AuthorizerQuestion, type CelValue, type TaggedValue } from './values';

/** Answers what an expression asks of the authorizer: the port to RBAC. */
export type Authorizer = (question: AuthorizerQuestion) => AuthorizerDecision;

type Kind = 'authorizer' | 'pathCheck' | 'groupCheck' | 'resourceCheck';
type Ask = (args: readonly CelValue[], authorizer: Authorizer | undefined) => CelValue | undefined;

/** A step that adds to the question; undefined when the target is of another type, so that other functions of the name are tried. */
function step(from: Kind, to: Kind, add: (first: string, second: string) => AuthorizerQuestion): Ask {
  return ([target = null, first = '', second = '']) => {
    if (!isTagged(target) || target.kind !== from || typeof first !== 'string' || typeof second !== 'string') return undefined;
    return { kind: to, question: { ...target.question, ...add(first, second) } };
  };
}

const check: Ask = ([target = null, verb = ''], authorizer) => {
  if (!isTagged(target) || (target.kind !== 'pathCheck' && target.kind !== 'resourceCheck') || typeof verb !== 'string') return undefined;
  const decision = authorizer?.({ ...target.question, verb }) ?? { allowed: false, reason: 'no opinion' };
  return { kind: 'decision', decision };
};

const onDecision = (read: (decision: AuthorizerDecision) => CelValue): Ask => ([target = null]) => isDecision(target) ? read(target.decision) : undefined;

function isDecision(value: CelValue): value is TaggedValue & { kind: 'decision' } {
  return isTagged(value) && value.kind === 'decision';
}

/** The authorizer's library (apiserver/pkg/cel/library/authz.go, v1.36). */
export const authorizerFunctions: Readonly<Record<string, Ask | undefined>> = {
  path: step('authorizer', 'pathCheck', path => ({ path })), group: step('authorizer', 'groupCheck', group => ({ group })),
  serviceAccount: step('authorizer', 'authorizer', (namespace, name) => ({ serviceAccount: { namespace, name } })),
  resource: step('groupCheck', 'resourceCheck', resource => ({ resource, subresource: '', namespace: '', name: '' })),
  subresource: step('resourceCheck', 'resourceCheck', subresource => ({ subresource })), namespace: step('resourceCheck', 'resourceCheck', namespace => ({ namespace })),
  name: step('resourceCheck', 'resourceCheck', name => ({ name })), fieldSelector: step('resourceCheck', 'resourceCheck', fieldSelector => ({ fieldSelector })),
  labelSelector: step('resourceCheck', 'resourceCheck', labelSelector => ({ labelSelector })),
  check, allowed: onDecision(decision => decision.allowed), reason: onDecision(decision => decision.reason),
  errored: onDecision(decision => decision.error !== undefined), error: onDecision(decision => decision.error ?? '')
};
