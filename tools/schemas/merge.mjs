import { partsOf } from './names.mjs';

/**
 * Lays the quantities, the enums and the names of free JSON that `kubernetes-models` knows over the definitions of a generated client: by the field
 * itself, or (it knows only stable versions) by the same field of the same type at another version.
 */
export function overlay(definitions, models) {
  const byShortName = new Map();
  for (const [name, definition] of models) byShortName.set(shortKey(name), definition);
  const result = new Map();
  for (const [name, definition] of definitions) {
    const exact = fieldsOf(models.get(name));
    const sibling = fieldsOf(models.get(name) ?? byShortName.get(shortKey(name)));
    const fields = definition.fields.map(field => ({ ...field, type: mergeType(field.type, exact.get(field.name)?.type, sibling.get(field.name)?.type) }));
    result.set(name, { ...definition, fields });
  }
  return result;
}

function shortKey(definition) {
  const { pkg, name } = partsOf(definition);
  return `${pkg}.${name}`;
}

function fieldsOf(definition) {
  return new Map((definition?.fields ?? []).map(field => [field.name, field]));
}

function mergeType(type, exact, sibling) {
  if (type.type === 'array') return { ...type, items: mergeType(type.items, exact?.items, sibling?.items) };
  if (type.type === 'map') return { ...type, values: mergeType(type.values, exact?.values, sibling?.values) };
  if (type.type === 'any' && (exact ?? sibling)?.type === 'any') return exact ?? sibling;
  if (type.type !== 'string' || type.format !== undefined) return type;
  if (sibling?.format === 'quantity') return sibling;
  const known = exact ?? sibling;
  return known?.enum !== undefined ? known : type;
}

/** Gives the removed API versions the integer widths of the versions that are still served; `kubernetes-models` does not tell them. */
export function borrowWidths(removed, served) {
  const byShortName = new Map();
  for (const [name, definition] of served) byShortName.set(shortKey(name), definition);
  for (const [name, definition] of removed) {
    const sibling = fieldsOf(byShortName.get(shortKey(name)) ?? byShortName.get(movedKey(name)));
    for (const field of definition.fields) {
      const known = sibling.get(field.name)?.type;
      if (field.type.type === 'integer' && known?.type === 'integer') field.type = known;
    }
  }
}

const moved = { Deployment: 'apps', DaemonSet: 'apps', ReplicaSet: 'apps', RollingUpdate: 'apps', Scale: 'autoscaling' };

/** `extensions` held what is in `apps` today. */
function movedKey(definition) {
  const { name } = partsOf(definition);
  const prefix = Object.keys(moved).find(word => name.startsWith(word));
  return prefix === undefined ? '' : `io.k8s.api.${moved[prefix]}.${name}`;
}
