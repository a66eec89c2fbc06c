import { maxNodeScore } from './framework';

/** Scales scores so that the highest becomes 100, in Go's integers; reversed, the lowest raw score is best (plugins/helper/normalize_score.go, v1.36). */
export function normalize(scores: Float64Array, direction: 'straight' | 'reversed'): void {
  let highest = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] ?? 0;
    if (score > highest) highest = score;
  }
  if (highest === 0) {
    if (direction === 'reversed') scores.fill(maxNodeScore);
    return;
  }
  for (let i = 0; i < scores.length; i++) {
    const scaled = Math.trunc(maxNodeScore * (scores[i] ?? 0) / highest);
    scores[i] = direction === 'reversed' ? maxNodeScore - scaled : scaled;
  }
}
