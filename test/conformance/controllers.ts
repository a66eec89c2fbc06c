import type { Family } from './family';
import { replay } from './controllers/replay';
import type { Recording } from './controllers/recording';

/** The recordings of one family of what the real control plane did. */
function controllerFamily(name: string): Family {
  return { name, file: `controllers/${name}.jsonl`, aspects: ['effects', 'state', 'events', 'responses'], run: row => replay(row as Recording) };
}

/** One entry for each file under controllers/. */
export const controllerFamilies: readonly Family[] = [
  'deployment', 'replicaset', 'statefulset', 'daemonset', 'job', 'cronjob', 'node',
  'endpointslice', 'gc',
  'podsecurity', 'quota', 'admission', 'rbac', 'csr', 'pdb', 'pv', 'vap', 'crd'
].map(controllerFamily);
