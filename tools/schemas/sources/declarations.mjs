import fs from 'node:fs';
import ts from 'typescript';

/**
 * Reads the interfaces of a declaration file: `[{ name, namespaces, doc, base, members: [{ name, optional, type, doc }] }]`.
 * Classes and type aliases count too. Types are the text as written, whitespace collapsed.
 */
export function readDeclarations(file) {
  const text = fs.readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, false);
  const found = [];
  const visit = (node, namespaces) => {
    if (ts.isModuleDeclaration(node)) {
      for (const child of node.body?.statements ?? []) visit(child, [...namespaces, node.name.text]);
    } else if (ts.isTypeAliasDeclaration(node)) {
      found.push({ name: node.name.text, namespaces, doc: docOf(text, node), members: [] });
    } else if (ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)) {
      found.push({ name: node.name.text, namespaces, doc: docOf(text, node), members: membersOf(text, node) });
    }
  };
  for (const statement of source.statements) visit(statement, []);
  return found;
}

function membersOf(text, node) {
  const members = [];
  for (const member of node.members) {
    if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) continue;
    if (member.modifiers?.some(modifier => modifier.kind === ts.SyntaxKind.StaticKeyword)) continue;
    const type = text.slice(member.type.pos, member.type.end).replace(/\s+/g, ' ').trim();
    members.push({ name: member.name.text, optional: member.questionToken !== undefined, type, doc: docOf(text, member) });
  }
  return members;
}

function docOf(text, node) {
  const ranges = ts.getLeadingCommentRanges(text, node.pos) ?? [];
  const last = ranges.at(-1);
  if (last === undefined || !text.startsWith('/**', last.pos)) return undefined;
  const lines = text.slice(last.pos + 3, last.end - 2).split('\n').map(line => line.replace(/^\s*\*? ?/, '').trimEnd());
  return lines.filter(line => line !== '@deprecated').join('\n').trim();
}
