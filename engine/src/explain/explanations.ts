import type { Question } from './explanation';
import { capacity } from './capacity';
import { whyPending } from './whyPending';

/** Every question that can be asked of a pod. */
export const explanations: readonly Question[] = [
  whyPending,
  capacity
];
