import { controllerFamilies } from './controllers';
import type { Family } from './family';
import { podSecurity } from './podSecurity';
import { scheduler } from './scheduler';
import { update } from './update';
import { validation } from './validation';

/** Every family that the engine can be measured with. Recordings without an entry here count as failed. */
export const families: readonly Family[] = [
  podSecurity,
  validation,
  update,
  scheduler,
  ...controllerFamilies
];
