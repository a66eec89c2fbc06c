import { errorText, parseScenario, type ManifestResource } from '../../../engine/src/index';
import type { Finding } from './finding';
import { rangeIn } from './place';

/** What is wrong with a Scenario: unknown fields and actions, sentences that expect nothing known, times that are none. */
export function checkScenario(resource: ManifestResource): Finding[] {
  return parseScenario(resource.value).errors.map(error => ({
    code: error.type, severity: 'error', message: errorText(error), range: rangeIn(resource, error.path, 'value')
  }));
}
