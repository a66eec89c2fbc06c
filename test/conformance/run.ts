import type { CaseOutcome, Family } from './family';

/** How the cases of one family came out. */
export interface FamilyReport {
  readonly family: string;
  readonly aspects: readonly string[];
  readonly outcomes: readonly CaseOutcome[];
  readonly supported: boolean;
}

/** The aspects that a family's cases are judged by when no family plays them yet. */
const knownAspects: Readonly<Record<string, readonly string[]>> = {
  validation: ['accepted', 'fields', 'message', 'object'],
  update: ['accepted', 'fields', 'message'],
  scheduler: ['node', 'best', 'reasons', 'scores', 'message', 'victims'],
  'pod-security': ['verdict']
};
const controllerAspects = ['effects', 'state', 'events', 'responses'];

/** Plays every case. A case that breaks the engine, and every case of a family that nothing plays yet, has failed. */
export function runFamily(name: string, rows: readonly unknown[], families: readonly Family[]): FamilyReport {
  const family = families.find(candidate => candidate.name === name);
  const aspects = family?.aspects ?? knownAspects[name] ?? controllerAspects;
  const outcomes = rows.map(row => family ? played(family, row) : failed(row, aspects, 'not supported yet'));
  return { family: name, aspects, outcomes, supported: family !== undefined };
}

/** A case has passed when no aspect differs and at least one was compared. */
export function passed(outcome: CaseOutcome): boolean {
  const values = Object.values(outcome.aspects);
  return values.some(value => value === true) && !values.includes(false);
}

function played(family: Family, row: unknown): CaseOutcome {
  try {
    return family.run(row);
  } catch (error) {
    return failed(row, family.aspects, `broke: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  }
}

function failed(row: unknown, aspects: readonly string[], difference: string): CaseOutcome {
  const name = typeof row === 'object' && row !== null && 'name' in row ? String(row.name) : '?';
  return { name, aspects: Object.fromEntries(aspects.map(aspect => [aspect, false])), differences: [difference] };
}
