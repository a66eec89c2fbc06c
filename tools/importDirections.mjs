// An eslint rule: who may import whom. Its option lists folders with what they may import: `{ from: 'engine/src/api', to: ['engine/src/core'] }`.
// Paths are relative to the project's folder; a folder may always import itself, a file outside every `from` anything.
import path from 'node:path';
import { root } from './stage.mjs';

export const importDirections = {
  meta: {
    type: 'problem',
    schema: [{ type: 'array', items: { type: 'object', properties: { from: { type: 'string' }, to: { type: 'array', items: { type: 'string' } } }, required: ['from', 'to'], additionalProperties: false } }],
    messages: { wrongWay: '{{from}} may import {{allowed}} only, not {{target}}.' }
  },
  create(context) {
    const file = relative(context.filename);
    const direction = context.options[0].find(({ from }) => isIn(file, from));
    if (!direction) return {};
    const check = node => {
      if (typeof node.source?.value !== 'string' || !node.source.value.startsWith('.')) return;
      const target = relative(path.resolve(path.dirname(context.filename), node.source.value));
      if ([direction.from, ...direction.to].some(allowed => isIn(target, allowed))) return;
      context.report({ node: node.source, messageId: 'wrongWay', data: { from: direction.from, allowed: direction.to.join(', ') || 'itself', target } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  }
};

function relative(file) {
  return path.relative(root, file).split(path.sep).join('/');
}

/** `a/b` is in `a` and in `a/b`. */
function isIn(name, folder) {
  return name === folder || name.startsWith(`${folder}/`);
}
