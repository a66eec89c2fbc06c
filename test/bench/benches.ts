import type { Benchmark } from './benchmark';
import { checkEdit, checkWhole, complete, hover, outline } from './editor';
import { firstPicture, seek, tenMinutes } from './dryRun';
import { parseEdit, parseWhole } from './parse';
import { schedulingBenches } from './scheduling';
import { simulationBenches } from './simulation';

/** Everything that is measured, in the order of a manifest's way through the product. */
export const benches: readonly Benchmark[] = [parseWhole, parseEdit, checkWhole, checkEdit, complete, hover, outline, firstPicture, tenMinutes, seek, ...schedulingBenches, ...simulationBenches];
