import { totals } from '../report';
import type { Format } from './format';

/** For programs: `{"files": [{"file", "resources", "findings": [{"code", "severity", "message", "line", …}]}], "totals"}`. */
export const json: Format = {
  name: 'json',
  print: report => `${JSON.stringify({ files: report.files, totals: totals(report) }, undefined, 2)}\n`
};
