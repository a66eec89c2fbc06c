import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { projectRoot as root } from '../projectRoot';
import { parse, sourceFiles } from './sources';

const maxLines = 400;
const vagueNames = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'types', 'misc', 'shared']);

suite('structure: files', () => {
  const files = sourceFiles();

  test(`no file is longer than ${maxLines} lines`, () => {
    assert.deepEqual(files.map(file => ({ name: file.name, lines: file.text.trimEnd().split('\n').length })).filter(file => file.lines > maxLines), []);
  });

  test('every file is named after its idea', () => {
    assert.deepEqual(files.filter(file => vagueNames.has(path.basename(file.name, '.ts'))).map(file => file.name), []);
  });

  test('every export of the engine\'s façade has a doc comment', () => {
    const facade = 'engine/src/index.ts';
    if (!existsSync(path.join(root, facade))) return;
    assert.deepEqual(undocumented(facade), []);
  });

  test('tracked files name no place of one machine', () => {
    const wrong = trackedTexts().flatMap(({ name, text }) => text.split('\n').flatMap((line, i) => machinePlace.test(line) ? [`${name}:${i + 1}: ${line.trim().slice(0, 120)}`] : []));
    assert.deepEqual(wrong, []);
  });
});

/** Home, temporary and work folders, and hosts on a private network. Container paths such as /tmp/cache are a manifest's own business. */
const machinePlace = /(?:^|["'`\s=(:])(?:\/home\/(?!node\b)[a-z]\w*|\/root\/\w|\/work\/\w|\/Users\/\w|[A-Z]:\\Users\\)|https?:\/\/(?:10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|[a-z0-9.-]+\.(?:internal|corp|lan))\b/;

function trackedTexts(): { name: string; text: string }[] {
  const names = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0')
    .filter(name => /\.(?:ts|js|mjs|cjs|json|md|html|css|sh|svg)$|^\.ci\/|^[A-Z]+$|^\.vscodeignore$/.test(name) && name !== 'test/structure/files.test.ts');
  return names.filter(name => existsSync(path.join(root, name))).map(name => ({ name, text: readFileSync(path.join(root, name), 'utf8') }));
}

/** Exports without a doc comment: neither where the façade exports them nor where they are declared. */
function undocumented(facade: string): string[] {
  const missing: string[] = [];
  for (const statement of parse(facade).statements) {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause || !statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    if (!ts.isNamedExports(statement.exportClause)) continue;
    const from = path.posix.join(path.posix.dirname(facade), `${statement.moduleSpecifier.text}.ts`);
    for (const element of statement.exportClause.elements) {
      const name = (element.propertyName ?? element.name).text;
      if (!hasDoc(element) && !declaredWithDoc(from, name)) missing.push(`${name} (${from})`);
    }
  }
  return missing;
}

function declaredWithDoc(file: string, name: string): boolean {
  return parse(file).statements.some(statement => declares(statement, name) && hasDoc(statement));
}

function declares(statement: ts.Statement, name: string): boolean {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.some(declaration => ts.isIdentifier(declaration.name) && declaration.name.text === name);
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isEnumDeclaration(statement)) return statement.name?.text === name;
  // A name handed on from elsewhere is documented there.
  return ts.isExportDeclaration(statement) && !!statement.exportClause && ts.isNamedExports(statement.exportClause) && statement.exportClause.elements.some(element => element.name.text === name);
}

function hasDoc(node: ts.Node): boolean {
  return ts.getLeadingCommentRanges(node.getSourceFile().text, node.getFullStart())?.some(range => node.getSourceFile().text.startsWith('/**', range.pos)) ?? false;
}
