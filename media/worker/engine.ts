import type { Simulate } from './simulate';

/** The engine behind the panel. */
export const simulate: Simulate = () => { throw new Error('the engine cannot run files yet'); };
