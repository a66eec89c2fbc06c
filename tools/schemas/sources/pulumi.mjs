import path from 'node:path';
import { metaPackage, packageOf } from '../names.mjs';
import { readDeclarations } from './declarations.mjs';

const groups = { core: '', apiextensions: 'apiextensions.k8s.io', apiregistration: 'apiregistration.k8s.io' };

/** The descriptions in pulumi's input types: Map(definition name → { doc, fields: [{ name, doc }] }). It knows every version that ever was. */
export function readPulumi(modules) {
  const docs = new Map();
  for (const { name, namespaces, doc, members } of readDeclarations(path.join(modules, '@pulumi/kubernetes/types/input.d.ts'))) {
    const [group, version] = namespaces;
    if (version === undefined || name.endsWith('Patch')) continue;
    const pkg = group === 'meta' ? metaPackage : packageOf(groups[group] ?? group);
    docs.set(`${pkg}.${version}.${name}`, { doc, fields: members.map(member => ({ name: member.name.replaceAll('x_kubernetes_', 'x-kubernetes-').replace(/(?<=^x-kubernetes-.*)_/g, '-'), doc: member.doc })) });
  }
  return docs;
}
