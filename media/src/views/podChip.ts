import { h, isNew, setAttribute, setText } from '../element';
import { stateGlyph, stateWords } from '../icons';
import type { PodModel } from '../model/moment';
import type { PageState } from '../pageState';
import type { Actions } from './view';

/** The number of colours; workloads beyond it share them, the names tell them apart. */
const colours = 6;

/** The custom property that holds a workload's colour. */
export function workloadColour(number: number): string {
  return `var(--work-${number % colours})`;
}

/** A pod as a button: its state's glyph, its name, the colour of its workload. */
export function createPodChip(pod: PodModel, actions: Actions): HTMLElement {
  const chip = h('button', { class: 'pod', type: 'button', tabindex: '-1', 'data-uid': pod.uid, on: { click: () => actions.select(pod.uid, { reveal: true }) } }, stateGlyph(pod.state), h('span', { class: 'pod-name' }));
  chip.dataset['state'] = pod.state;
  return chip;
}

export function updatePodChip(chip: HTMLElement, pod: PodModel, state: PageState): void {
  const workload = state.moment?.workloads[pod.workload];
  const selected = state.selected === pod.uid, lit = pod.origin !== undefined && state.lit.has(pod.origin), changed = state.changed.has(`${pod.namespace}/${pod.name}`);
  if (!isNew(chip, [pod.state, pod.status, pod.ready, pod.restarts, pod.reason, workload?.name, workload?.colour, selected, lit, changed].join('\n'))) return;
  if (chip.dataset['state'] !== pod.state || chip.firstElementChild === null) {
    chip.dataset['state'] = pod.state;
    chip.firstElementChild?.replaceWith(stateGlyph(pod.state));
  }
  const label = chip.lastElementChild, name = shortName(pod, workload?.name);
  if (label !== null) setText(label, name);
  if (workload !== undefined && chip.dataset['colour'] !== String(workload.colour)) {
    chip.dataset['colour'] = String(workload.colour);
    chip.style.setProperty('--work', workloadColour(workload.colour));
  }
  const words = `${name}, ${stateWords[pod.state].word}${pod.status.toLowerCase() === stateWords[pod.state].word ? '' : `, ${pod.status}`}`;
  setAttribute(chip, 'aria-label', words);
  setAttribute(chip, 'title', [pod.namespace === 'default' ? pod.name : `${pod.namespace}/${pod.name}`, `${pod.status} · ${pod.ready} ready${pod.restarts > 0 ? ` · ${pod.restarts} restarts` : ''}`, pod.reason ?? ''].filter(line => line !== '').join('\n'));
  setAttribute(chip, 'aria-pressed', String(selected));
  chip.classList.toggle('lit', lit);
  chip.classList.toggle('changed', changed);
}

/** `web-7d9f8c6b5-x2x7k` of the workload `web` is `web-…x2x7k`: the hash in the middle tells nobody anything. */
export function shortName(pod: PodModel, workload: string | undefined): string {
  const match = workload !== undefined && pod.name.startsWith(`${workload}-`) ? /^-[a-z0-9]{6,10}-([a-z0-9]{5})$/.exec(pod.name.slice(workload.length)) : null;
  return match?.[1] === undefined ? pod.name : `${workload ?? ''}-${match[1]}`;
}
