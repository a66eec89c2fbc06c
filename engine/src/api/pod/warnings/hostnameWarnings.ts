import { isDns1123Label } from '../../validation/names';

/** A name that pods will have as their hostname should be a DNS label; `user` says who uses it so. */
export function hostnameWarnings(name: string | undefined, user: 'pod' | 'workload'): string[] {
  const details = isDns1123Label(name ?? '');
  if (details.length === 0) return [];
  const use = user === 'pod' ? "the Pod's hostname" : 'Pod names and hostnames';
  return [`metadata.name: this is used in ${use}, which can result in surprising behavior; a DNS label is recommended: [${details.join(' ')}]`];
}
