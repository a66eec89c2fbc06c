import type { PodState } from './model/moment';
import { s } from './element';

/** The paths of the icons on a 16 × 16 grid: drawn, so that no font decides how they look. */
const paths = {
  play: 'M4.5 2.8v10.4L13 8z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  stepBack: 'M11.5 3v10L5 8z M3 3h1.6v10H3z',
  step: 'M4.5 3v10L11 8z M11.4 3H13v10h-1.6z',
  start: 'M13 3v10L7.5 8z M7.5 3v10L2.5 8z M1.2 3h1.3v10H1.2z',
  failure: 'M8 1.5 15 14H1zM7.3 6v4h1.4V6zm0 5.2v1.4h1.4v-1.4z',
  rerun: 'M13 3v4H9l1.6-1.6A3.8 3.8 0 1 0 11.7 9h1.5A5.3 5.3 0 1 1 11.6 4.3z',
  text: 'M3 1.5h7l3 3v10H3zm1.3 1.3v10.4h7.4V5.2H9.3V2.8zM5.5 7h5v1.1h-5zm0 2.2h5v1.1h-5z',
  chevron: 'M6 4l4 4-4 4-.9-.9L8.2 8 5.1 4.9z',
  close: 'M3.7 4.6l.900-.900L8 7.1l3.4-3.4.9.9L8.9 8l3.4 3.4-.9.9L8 8.9l-3.4 3.4-.9-.9L7.1 8z',
  reveal: 'M9.5 2H14v4.5h-1.3V4.2L8.6 8.3l-.9-.9 4.1-4.1H9.5zM3 4h4v1.3H4.3v6.4h6.4V9H12v4H3z'
} as const;
export type IconName = keyof typeof paths;

/** A decorative icon in the colour of the text beside it. */
export function icon(name: IconName): SVGElement {
  return s('svg', { class: `icon icon-${name}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, s('path', { d: paths[name], 'fill-rule': 'evenodd' }));
}

/** What a state is called and what it means, for those who do not see the glyph or have never met the word. */
export const stateWords: Readonly<Record<PodState, { readonly word: string; readonly means: string }>> = {
  ready: { word: 'ready', means: 'runs and takes traffic' },
  starting: { word: 'starting', means: 'has a node; its containers are not ready yet' },
  failing: { word: 'failing', means: 'a container does not start or ends with an error' },
  pending: { word: 'pending', means: 'no node has been found for it' },
  terminating: { word: 'terminating', means: 'is being shut down' },
  succeeded: { word: 'completed', means: 'has done its work and ended well' }
};

const glyphPaths: Readonly<Record<PodState, readonly { readonly d: string; readonly line?: boolean; readonly dash?: string }[]>> = {
  ready: [{ d: 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z' }],
  starting: [{ d: 'M6 1.7a4.3 4.3 0 1 0 0 8.6 4.3 4.3 0 0 0 0-8.6z', line: true }, { d: 'M6 1.5a4.5 4.5 0 0 0 0 9z' }],
  failing: [{ d: 'M2.5 2.5l7 7M9.5 2.5l-7 7', line: true }],
  pending: [{ d: 'M6 1.7a4.3 4.3 0 1 0 0 8.6 4.3 4.3 0 0 0 0-8.6z', line: true, dash: '2 1.86' }],
  terminating: [{ d: 'M6 1.7a4.3 4.3 0 1 0 0 8.6 4.3 4.3 0 0 0 0-8.6zM3.8 6h4.4', line: true }],
  succeeded: [{ d: 'M2 6.3l2.7 2.9L10 3', line: true }]
};

/** The sign of a pod's state: told by its shape, coloured besides. */
export function stateGlyph(state: PodState): SVGElement {
  const shapes = glyphPaths[state].map(({ d, line, dash }) => s('path', line === true ? { d, class: 'line', 'stroke-dasharray': dash } : { d }));
  return s('svg', { class: `glyph glyph-${state}`, viewBox: '0 0 12 12', 'aria-hidden': 'true' }, ...shapes);
}
