import { FieldPath } from '../../core/fieldPath';
import { objectOf, refused, type ComponentRule } from '../componentProblem';
import { featureGates as known } from '../tables/featureGates';

/** The gates of a component's file: it does not start with one that it does not know (component-base/featuregate/feature_gate.go, v1.36). */
export const featureGates: ComponentRule = config => Object.keys(objectOf(config, 'featureGates')).filter(name => !known.has(name))
  .map(name => refused('unknown-feature-gate', FieldPath.of('featureGates', name), `unrecognized feature gate: ${name}`));
