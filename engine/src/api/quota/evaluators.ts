import { one } from './amounts';
import { claimEvaluator } from './claimEvaluator';
import type { QuotaEvaluator } from './evaluator';
import { podEvaluator } from './podEvaluator';
import { serviceEvaluator } from './serviceEvaluator';

/** The resources that use up more than their number: one line each. */
const special: ReadonlyMap<string, QuotaEvaluator> = new Map([podEvaluator, serviceEvaluator, claimEvaluator].map(evaluator => [evaluator.resource, evaluator]));

/** These are counted under their bare name as well. */
const aliased: ReadonlySet<string> = new Set(['configmaps', 'resourcequotas', 'replicationcontrollers', 'secrets']);

/** How the objects of a resource use up quotas; of most only their number counts. Events never count. */
export function evaluatorFor(resource: string): QuotaEvaluator | undefined {
  if (resource === 'events' || resource === 'events.k8s.io/events') return undefined;
  return special.get(resource) ?? objectCount(resource);
}

/** The resources whose objects count under a name of `spec.hard`, should the cluster serve them. */
export function resourcesCountedAs(name: string): readonly string[] {
  const found = [...special.values()].filter(evaluator => evaluator.counts(name)).map(evaluator => evaluator.resource);
  if (found.length > 0) return found;
  if (aliased.has(name)) return [name];
  if (!name.startsWith('count/')) return [];
  const [plural = '', ...group] = name.slice('count/'.length).split('.');
  return [group.length === 0 ? plural : `${group.join('.')}/${plural}`];
}

function objectCount(resource: string): QuotaEvaluator {
  const [group = '', plural] = resource.split('/');
  const counted = [plural === undefined ? `count/${resource}` : `count/${plural}.${group}`, ...(aliased.has(resource) ? [resource] : [])];
  return {
    resource,
    counts: name => counted.includes(name),
    charges: ({ operation, subresource }) => operation === 'CREATE' && subresource === '',
    usage: () => new Map(counted.map(name => [name, one]))
  };
}
