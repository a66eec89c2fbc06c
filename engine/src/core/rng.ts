/** The state of the seeded generator: one 32-bit word, plain data, so that a keyframe can hold it. */
export interface RngState { readonly word: number }

export function seededRng(seed: number): RngState {
  return { word: (seed ^ 0x9e3779b9) >>> 0 };
}

/** mulberry32: the next number in [0, 1) and the state after it. */
export function nextRandom(state: RngState): { readonly value: number; readonly state: RngState } {
  const word = (state.word + 0x6d2b79f5) >>> 0;
  let t = word;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return { value: ((t ^ (t >>> 14)) >>> 0) / 4294967296, state: { word } };
}
