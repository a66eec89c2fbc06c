import type { YamlNode } from './node';
import { tabFault } from './syntaxMessages';
import type { SyntaxFault } from './syntaxFault';

const suspicious = /^ *\t[ \t]*(?=\r?$)|^ *-(?= *\t)/gm;

/**
 * Tabs that libyaml refuses and the `yaml` library lets pass: in lines of white space alone ("found character that cannot
 * start any token") and after the `-` of a list item. Inside quotes and brackets they are allowed.
 */
export function tabFaults(text: string, root: YamlNode | undefined): SyntaxFault[] {
  if (!text.includes('\t')) return [];
  for (const match of text.matchAll(suspicious)) {
    const tab = text.indexOf('\t', match.index);
    if (root === undefined ? match[0].includes('\t') : !isAllowed(root, tab)) return [tabFault(text, tab)];
  }
  return [];
}

/** Whether the innermost node around an offset is quoted text or brackets, or block text that the tab is part of. */
function isAllowed(root: YamlNode, at: number): boolean {
  let node: YamlNode | undefined = root;
  while (node !== undefined) {
    if (at < node.start || at >= node.end) return false;
    if (node.kind === 'scalar') return node.style !== 'plain';
    if (node.kind === 'alias') return false;
    if (node.flow) return true;
    const children: readonly YamlNode[] = node.kind === 'map' ? node.pairs.flatMap(({ key, value }) => [key, value]) : node.items;
    node = children.find(child => child.start <= at && at < child.end);
  }
  return false;
}
