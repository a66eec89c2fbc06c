/**
 * What plugins remember of one pod's way through one cycle (framework.CycleState, v1.36). Values live in typed slots; `clone`
 * copies those that a dry run may change.
 */
export class CycleState {
  readonly slots = new Set<Slot>();
  /** Plugins whose preFilter or preScore had nothing to do: their later points are passed over. */
  readonly skippedFilters = new Set<string>();
  readonly skippedScores = new Set<string>();

  clone(): CycleState {
    const copy = new CycleState();
    for (const name of this.skippedFilters) copy.skippedFilters.add(name);
    for (const name of this.skippedScores) copy.skippedScores.add(name);
    for (const slot of this.slots) slot.copy(this, copy);
    return copy;
  }
}

interface Slot { copy(from: CycleState, to: CycleState): void }

/** A plugin's own place in every cycle state. */
export class StateSlot<T> implements Slot {
  private readonly values = new WeakMap<CycleState, T>();
  private lastState: CycleState | undefined;
  private lastValue: T | undefined;

  /** `duplicate` copies a value for a cloned state; without it both share the value. */
  constructor(private readonly duplicate: (value: T) => T = value => value) {}

  write(state: CycleState, value: T): void {
    state.slots.add(this);
    this.values.set(state, value);
    this.lastState = state;
    this.lastValue = value;
  }

  read(state: CycleState): T | undefined {
    if (state !== this.lastState) {
      this.lastState = state;
      this.lastValue = this.values.get(state);
    }
    return this.lastValue;
  }

  copy(from: CycleState, to: CycleState): void {
    const value = this.values.get(from);
    if (value !== undefined) this.write(to, this.duplicate(value));
  }
}
