import type { Pod } from '../../generated/types';
import { defaultProfile, type Profile } from './profile';

/**
 * The sentence for a pod that names a scheduler which nobody runs: it stays Pending and the cluster never says why (no condition,
 * no event). Undefined when one of the profiles schedules it.
 */
export function nobodySchedules(pod: Pod, profiles: readonly Profile[] = [defaultProfile]): string | undefined {
  const name = pod.spec?.schedulerName ?? defaultProfile.schedulerName;
  if (profiles.some(profile => profile.schedulerName === name)) return undefined;
  return `No scheduler called ${name} runs: the pod stays Pending, and nobody says so`;
}
