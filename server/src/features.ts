import { codeActions } from './features/codeActions';
import { codeLens } from './features/codeLens';
import { completion } from './features/completion';
import { diagnostics } from './features/diagnostics';
import { documentSymbols } from './features/documentSymbols';
import { dryRuns } from './features/dryRuns';
import type { Feature } from './features/feature';
import { foldingRanges } from './features/foldingRanges';
import { hover } from './features/hover';
import { resourceIndex } from './features/resourceIndex';
import { selectionRanges } from './features/selectionRanges';

/** ★ Every feature of the server. */
export const features: readonly Feature[] = [
  diagnostics,
  hover,
  completion,
  documentSymbols,
  codeActions,
  codeLens,
  dryRuns,
  resourceIndex,
  foldingRanges,
  selectionRanges
];
