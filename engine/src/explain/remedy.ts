import type { Edit } from './explanation';

/** A change that may remove one blocker on one node, and how much it takes away from what was wanted. */
export interface Remedy {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly cost: number;
}
