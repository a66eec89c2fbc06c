import { counted, cpuShare, cpuText, memoryShare, memoryText } from '../amountText';
import { h, keyed, setText } from '../element';
import { stateGlyph, stateWords } from '../icons';
import type { MomentModel, NodeModel, PodModel, PodState } from '../model/moment';
import { podByUid, pendingPods, type PageState } from '../pageState';
import { roving } from '../roving';
import { markdownTable } from '../textTable';
import { createNodeCells } from './mapCells';
import { createNodeCard, groupByNode, type NodePicture } from './mapNode';
import { createPodChip, updatePodChip } from './podChip';
import { createSelection } from './selection';
import type { Actions, ViewDefinition } from './view';

/** Above this a node is a cell, for cards would be many screens. */
const cellsAbove = 200;
/** Above this nodes are strips even where there is room for cards. */
const stripsAbove = 40;

/** Where each pod is: zones as rows, nodes as cards whose bars are filled by what the pods request, Pending pods in a tray. */
export const mapView: ViewDefinition = {
  id: 'map', title: 'Map',
  mount(host, actions) {
    const tray = createTray(actions);
    const selection = createSelection(actions);
    const zones = h('div', { class: 'zones' });
    const nothing = h('p', { class: 'nothing' });
    const key = h('span', { class: 'faint' });
    host.append(tray.element, selection.element, nothing, zones, legend(key));
    const stops = roving(host, '.pod');
    return {
      update(state) {
        const { moment } = state;
        host.setAttribute('aria-busy', String(moment === undefined));
        if (moment === undefined) return;
        tray.update(state);
        selection.update(state);
        setText(nothing, emptyText(moment));
        nothing.hidden = nothing.textContent === '';
        const count = moment.nodes.length;
        host.classList.toggle('dense', count > stripsAbove && count <= cellsAbove);
        setText(key, count > cellsAbove ? 'A cell is a node, filled as far as its fuller resource is requested; a red corner tells of a failing pod.' : 'Bars show what pods request, one segment a pod.');
        const pictures = nodePictures(state, moment);
        updateZones(zones, pictures, { state, actions });
        stops.refresh();
      },
      text: state => mapText(state)
    };
  }
};

interface Zone { readonly name: string; readonly nodes: readonly NodePicture[] }
interface ZoneContext { readonly state: PageState; readonly actions: Actions }

function updateZones(parent: HTMLElement, pictures: readonly NodePicture[], context: ZoneContext): void {
  const byZone = new Map<string, NodePicture[]>();
  for (const picture of pictures) {
    const zone = byZone.get(picture.node.zone);
    if (zone === undefined) byZone.set(picture.node.zone, [picture]);
    else zone.push(picture);
  }
  const zones = [...byZone].map(([name, nodes]): Zone => ({ name, nodes })).sort((a, b) => a.name < b.name ? -1 : 1);
  const asCells = pictures.length > cellsAbove;
  keyed(parent, zones, {
    key: zone => `${String(asCells)} ${zone.name}`,
    create: zone => {
      const heading = h('h2', { class: 'zone-name' }, zone.name === '' ? 'no zone' : zone.name, h('span', { class: 'zone-sum' }));
      return h('section', { class: 'zone', 'aria-label': zone.name === '' ? 'Nodes without a zone' : `Zone ${zone.name}` }, heading, h('div', { class: asCells ? 'cells' : 'nodes' }));
    },
    update: (element, zone) => {
      const sum = element.querySelector('.zone-sum'), list = element.lastElementChild;
      if (sum !== null) setText(sum, asCells || zone.nodes.length > 8 ? ` ${counted(zone.nodes.length, 'node')}, ${counted(zone.nodes.reduce((total, { pods }) => total + pods.length, 0), 'pod')}` : '');
      if (list === null) return;
      if (asCells) createNodeCells(list, zone.nodes, context.actions);
      else keyed(list, zone.nodes, { key: picture => picture.node.name, create: picture => createNodeCard(picture, context.actions), update: (card, picture) => card.update(picture, context.state) });
    }
  });
}

function nodePictures(state: PageState, moment: MomentModel): NodePicture[] {
  const pods = groupByNode(moment.pods);
  const { attempt } = state;
  const selected = podByUid(state, state.selected);
  // A pod that has its node already: the others were judged for it, but that is over. The light is for those that still seek one.
  const seeking = selected?.state === 'pending' && attempt !== undefined;
  return moment.nodes.map(node => {
    const row = seeking && Object.hasOwn(attempt.refused, node.name) ? attempt.rows[attempt.refused[node.name] ?? -1] : undefined;
    const fits = seeking && attempt.rows.some(candidate => candidate.fits && candidate.nodes.includes(node.name));
    const reason = row === undefined ? undefined : [row.reasons.join(', '), row.detail].filter(text => text !== '').join(': ');
    return {
      node, pods: pods.get(node.name) ?? [], workloads: moment.workloads,
      light: fits ? 'feasible' : reason !== undefined ? 'refused' : selected?.node === node.name ? 'home' : 'none', ...(reason === undefined ? {} : { reason })
    };
  });
}

function createTray(actions: Actions): { readonly element: HTMLElement; update(state: PageState): void } {
  const list = h('div', { class: 'pods' });
  const label = h('span', { class: 'tray-label' });
  const more = h('button', { class: 'link', type: 'button', on: { click: () => actions.show('why') } }, 'Why?');
  const element = h('section', { class: 'tray', 'aria-label': 'Pending pods' }, label, list, more);
  return {
    element,
    update(state) {
      const pending = pendingPods(state);
      element.hidden = pending.length === 0;
      setText(label, `${pending.length} Pending`);
      keyed(list, pending.slice(0, 200), { key: pod => pod.uid, create: pod => createPodChip(pod, actions), update: (chip, pod) => updatePodChip(chip, pod, state) });
    }
  };
}

function emptyText(moment: MomentModel): string {
  if (moment.nodes.length === 0) return 'This cluster has no nodes: every pod stays Pending.';
  return moment.pods.length === 0 && moment.moment > 0 ? 'Nothing in these files has started a pod so far.' : '';
}

function legend(key: HTMLElement): HTMLElement {
  const states: readonly PodState[] = ['ready', 'starting', 'failing', 'pending', 'terminating'];
  return h('p', { class: 'legend' }, ...states.map(state => h('span', { title: stateWords[state].means }, stateGlyph(state), ` ${stateWords[state].word}`)),
    key);
}

function mapText(state: PageState): string {
  const { moment } = state;
  if (moment === undefined) return 'Nothing has been simulated yet.\n';
  const byNode = groupByNode(moment.pods);
  const nodeRow = (node: NodeModel): string[] => [node.zone, node.name, cpuShare(node.cpuRequestedMillis, node.cpuMillis), memoryShare(node.memoryRequestedBytes, node.memoryBytes),
    node.taints.join(', '), (byNode.get(node.name) ?? []).map(podWords).join(', ')];
  const pending = pendingPods(state).map(pod => [podName(pod), cpuText(pod.cpuMillis), memoryText(pod.memoryBytes), pod.reason ?? '']);
  return [
    markdownTable(['Zone', 'Node', 'CPU requested', 'Memory requested', 'Taints', 'Pods'], moment.nodes.map(nodeRow)),
    pending.length === 0 ? 'No pod is Pending.' : `## Pending\n\n${markdownTable(['Pod', 'CPU', 'Memory', 'Why'], pending)}`
  ].join('\n\n');
}

function podWords(pod: PodModel): string {
  return `${podName(pod)} (${pod.status}${pod.state === 'ready' ? '' : `, ${stateWords[pod.state].word}`})`;
}

function podName(pod: PodModel): string {
  return pod.namespace === 'default' ? pod.name : `${pod.namespace}/${pod.name}`;
}

