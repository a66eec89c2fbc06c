/** What one case showed: true (equal), false (different), null (the case has no such aspect). */
export type Aspects = Readonly<Record<string, boolean | null>>;

export interface CaseOutcome {
  readonly name: string;
  readonly aspects: Aspects;
  /** The first differences in words, for people; empty when all is equal. */
  readonly differences: readonly string[];
}

/**
 * One family of recordings: how a line of its file is played against the engine and compared.
 * `file` is relative to the folder of recordings (`validation.jsonl`, `controllers/deployment.jsonl`).
 * A family is one file in this folder and one line in `families.ts`.
 */
export interface Family {
  readonly name: string;
  readonly file: string;
  readonly aspects: readonly string[];
  run(row: unknown): CaseOutcome;
}
