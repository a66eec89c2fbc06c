import { cpuShare, cpuText, memoryShare, memoryText } from '../amountText';
import { h, isNew, keyed, setAttribute, setText, setVar } from '../element';
import type { NodeModel, PodModel, WorkloadModel } from '../model/moment';
import type { PageState } from '../pageState';
import { createPodChip, updatePodChip, workloadColour } from './podChip';
import type { Actions } from './view';

/** One node as the map shows it. `light`: how it stands to the selected pod. */
export interface NodePicture {
  readonly node: NodeModel;
  readonly pods: readonly PodModel[];
  readonly workloads: readonly WorkloadModel[];
  readonly light: 'none' | 'feasible' | 'refused' | 'home';
  readonly reason?: string;
}

/** A card that can be brought up to date. */
export type NodeCard = HTMLElement & { update(picture: NodePicture, state: PageState): void };

/** More chips than this are a number: a node of a real cluster holds 110 pods and more. */
const chipsShown = 60;

/** The pods of each node, in order of the list. */
export function groupByNode(pods: readonly PodModel[]): ReadonlyMap<string, readonly PodModel[]> {
  const groups = new Map<string, PodModel[]>();
  for (const pod of pods) {
    if (pod.node === undefined) continue;
    const group = groups.get(pod.node);
    if (group === undefined) groups.set(pod.node, [pod]);
    else group.push(pod);
  }
  return groups;
}

/** A node: name, taints, two bars, chips, count and, when a pod is selected, why it cannot go there. */
export function createNodeCard(picture: NodePicture, actions: Actions): NodeCard {
  const marks = h('span', { class: 'node-marks' });
  const cpu = createBar('CPU'), memory = createBar('Mem');
  const pods = h('div', { class: 'pods' });
  const reason = h('p', { class: 'node-reason' });
  const count = h('span', { class: 'node-count' });
  const card = h('article', { class: 'node' },
    h('header', { class: 'node-head' }, h('h3', { class: 'node-name' }, picture.node.name), marks, count), h('div', { class: 'bars' }, cpu.element, memory.element), pods, reason);
  const update = (next: NodePicture, state: PageState): void => {
    const { node } = next;
    setAttribute(card, 'data-light', next.light);
    card.classList.toggle('down', !node.ready);
    setAttribute(card, 'aria-label', nodeWords(next));
    keyed(marks, markTexts(node), { key: mark => mark.text, create: mark => h('span', { class: `taint ${mark.kind}`, title: mark.title }, mark.text), update: () => undefined });
    cpu.update(next, { total: node.cpuMillis, share: cpuShare(node.cpuRequestedMillis, node.cpuMillis), of: pod => pod.cpuMillis, text: cpuText });
    memory.update(next, { total: node.memoryBytes, share: memoryShare(node.memoryRequestedBytes, node.memoryBytes), of: pod => pod.memoryBytes, text: memoryText });
    keyed(pods, next.pods.slice(0, chipsShown), { key: pod => pod.uid, create: pod => createPodChip(pod, actions), update: (chip, pod) => updatePodChip(chip, pod, state) });
    setText(count, `${next.pods.length}/${node.podLimit}${next.pods.length > chipsShown ? ` (${next.pods.length - chipsShown} not shown)` : ''}`);
    setAttribute(count, 'title', `${next.pods.length} of at most ${node.podLimit} pods`);
    setText(reason, next.reason === undefined ? next.light === 'feasible' ? 'fits here' : '' : next.reason);
    reason.hidden = reason.textContent === '';
  };
  return Object.assign(card, { update });
}

interface BarContent { readonly total: number; readonly share: string; of(pod: PodModel): number; text(amount: number): string }

function createBar(label: string): { readonly element: HTMLElement; update(picture: NodePicture, content: BarContent): void } {
  const segments = h('div', { class: 'segments' });
  const share = h('span', { class: 'bar-share' });
  const element = h('div', { class: 'bar' }, h('span', { class: 'bar-label' }, label), segments, share);
  return {
    element,
    update({ pods, workloads }, content) {
      const holding = pods.filter(pod => pod.status !== 'Completed' && content.of(pod) > 0);
      keyed(segments, holding, {
        key: pod => pod.uid,
        create: () => h('span', { class: 'segment' }),
        update: (segment, pod) => {
          if (!isNew(segment, `${pod.state} ${content.of(pod)} ${content.total} ${pod.workload}`)) return;
          setVar(segment, 'width', `${Math.min(100, (content.of(pod) / Math.max(1, content.total)) * 100).toFixed(2)}%`);
          setVar(segment, '--work', workloadColour(workloads[pod.workload]?.colour ?? 0));
          setAttribute(segment, 'data-state', pod.state);
          setAttribute(segment, 'title', `${pod.name} requests ${content.text(content.of(pod))}`);
        }
      });
      setText(share, content.share);
    }
  };
}

function markTexts(node: NodeModel): { readonly text: string; readonly kind: string; readonly title: string }[] {
  return [
    ...(node.ready ? [] : [{ text: 'NotReady', kind: 'bad', title: 'The node does not answer' }]),
    ...(node.unschedulable ? [{ text: 'cordoned', kind: '', title: 'spec.unschedulable: no new pods' }] : []),
    ...node.taints.filter(taint => !(node.unschedulable && taint.startsWith('node.kubernetes.io/unschedulable'))).map(taint => ({ text: shortTaint(taint), kind: taint.endsWith(':PreferNoSchedule') ? 'soft' : '', title: `Taint ${taint}` }))
  ];
}

/** Without the domain and the usual effect: `node-role.kubernetes.io/control-plane:NoSchedule` is `control-plane`. */
function shortTaint(taint: string): string {
  return taint.replace(/^[a-z0-9.-]+\//, '').replace(/:NoSchedule$/, '');
}

function nodeWords({ node, pods, light, reason }: NodePicture): string {
  const standing = light === 'feasible' ? ', fits the selected pod' : light === 'refused' ? `, cannot take the selected pod: ${reason ?? ''}` : light === 'home' ? ', holds the selected pod' : '';
  return `Node ${node.name}${node.ready ? '' : ', not ready'}, CPU ${cpuShare(node.cpuRequestedMillis, node.cpuMillis)} requested, memory ${memoryShare(node.memoryRequestedBytes, node.memoryBytes)} requested, ${pods.length} pods${standing}`;
}
