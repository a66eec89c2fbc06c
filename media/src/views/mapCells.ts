import { cpuShare, memoryShare } from '../amountText';
import { h, isNew, keyed, setAttribute, setVar } from '../element';
import type { NodePicture } from './mapNode';
import type { Actions } from './view';

/** Many nodes: one small cell each, filled from below by its fuller resource; a corner tells of failing pods. A click selects its worst pod. */
export function createNodeCells(list: Element, pictures: readonly NodePicture[], actions: Actions): void {
  keyed(list, pictures, {
    key: picture => picture.node.name,
    create: () => h('div', { class: 'cell', role: 'img' }),
    update: (cell, picture) => updateCell(cell, picture)
  });
  if (list instanceof HTMLElement && list.dataset['bound'] === undefined) {
    list.dataset['bound'] = '';
    list.addEventListener('click', event => {
      const uid = event.target instanceof HTMLElement ? event.target.dataset['worst'] : undefined;
      if (uid !== undefined) actions.select(uid, { reveal: true });
    });
  }
}

function updateCell(cell: HTMLElement, { node, pods, light, reason }: NodePicture): void {
  const full = Math.max(share(node.cpuRequestedMillis, node.cpuMillis), share(node.memoryRequestedBytes, node.memoryBytes));
  const failing = pods.find(pod => pod.state === 'failing');
  const worst = failing ?? pods.find(pod => pod.state !== 'ready') ?? pods[0];
  if (!isNew(cell, `${full} ${light} ${worst?.uid ?? ''} ${worst?.status ?? ''} ${failing?.uid ?? ''} ${String(node.ready)} ${pods.length} ${reason ?? ''}`)) return;
  setVar(cell, '--full', full.toFixed(2));
  setAttribute(cell, 'data-light', light);
  setAttribute(cell, 'data-worst', worst?.uid);
  cell.classList.toggle('failing', failing !== undefined);
  cell.classList.toggle('down', !node.ready);
  cell.classList.toggle('tainted', node.taints.length > 0);
  const words = `${node.name}: CPU ${cpuShare(node.cpuRequestedMillis, node.cpuMillis)}, memory ${memoryShare(node.memoryRequestedBytes, node.memoryBytes)}, ${pods.length} pods${failing === undefined ? '' : `, ${failing.name} ${failing.status}`}${reason === undefined ? '' : `\n${reason}`}`;
  setAttribute(cell, 'title', words);
  setAttribute(cell, 'aria-label', words);
}

function share(used: number, total: number): number {
  return total <= 0 ? 0 : Math.min(1, used / total);
}
