import type { Family } from './family';

/** Every family that the engine can be measured with. Recordings without an entry here count as failed. */
export const families: readonly Family[] = [];
