import { cpuText, memoryText } from '../amountText';
import { h, setText } from '../element';
import { icon, stateGlyph, stateWords } from '../icons';
import type { PodModel, PodState } from '../model/moment';
import { podByUid, type PageState } from '../pageState';
import type { Actions } from './view';

/** What is to be said of the selected pod, with ways onward. */
export function createSelection(actions: Actions): { readonly element: HTMLElement; update(state: PageState): void } {
  let pod: PodModel | undefined, shownState: PodState | undefined;
  const glyph = h('span', { class: 'selection-glyph' });
  const name = h('strong', { class: 'selection-name' });
  const facts = h('span', { class: 'selection-facts' });
  const reason = h('p', { class: 'selection-reason' });
  const why = h('button', { class: 'link', type: 'button', on: { click: () => actions.show('why') } });
  const yaml = h('button', { class: 'link', type: 'button', on: { click: () => { if (pod?.origin !== undefined) actions.reveal(pod.origin); } } }, 'Show in editor');
  const close = h('button', { class: 'tool', type: 'button', title: 'Deselect (Esc)', 'aria-label': 'Deselect', on: { click: () => actions.select(undefined) } }, icon('close'));
  const element = h('section', { class: 'selection', 'aria-label': 'Selected pod' }, h('div', { class: 'selection-head' }, glyph, name, facts, h('span', { class: 'space' }), why, yaml, close), reason);
  return {
    element,
    update(state) {
      pod = podByUid(state, state.selected);
      element.hidden = pod === undefined;
      if (pod === undefined) return;
      if (shownState !== pod.state) { glyph.replaceChildren(stateGlyph(pod.state)); shownState = pod.state; }
      setText(name, pod.name);
      setText(facts, factsText(pod));
      setText(reason, pod.state === 'pending' ? state.attempt?.message ?? pod.reason ?? '' : pod.reason ?? '');
      reason.hidden = reason.textContent === '';
      why.hidden = state.attempt === undefined;
      setText(why, pod.node === undefined ? 'Why Pending?' : 'Why this node?');
      yaml.hidden = pod.origin === undefined;
    }
  };
}

function factsText(pod: PodModel): string {
  const restarts = pod.restarts === 0 ? [] : [`${pod.restarts} ${pod.restarts === 1 ? 'restart' : 'restarts'}`];
  const status = pod.status === 'Running' && pod.state !== 'ready' ? `${pod.status}, ${stateWords[pod.state].word}` : pod.status;
  return [status, ...(pod.node === undefined ? [] : [`on ${pod.node}`]), `asks for ${cpuText(pod.cpuMillis)} CPU, ${memoryText(pod.memoryBytes)}`, ...restarts].join(' · ');
}
