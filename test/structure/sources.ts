import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import ts from 'typescript';
import { projectRoot as root } from '../projectRoot';

/** One TypeScript file of the project. `name` is relative to the project's folder. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
  /** Project files whose values it imports or exports again, relative like `name`. */
  readonly imports: readonly string[];
  /** The same for imports of types, which leave nothing at run time. */
  readonly typeImports: readonly string[];
}

/** Every TypeScript file that we write, sorted by name. */
export function sourceFiles(): readonly SourceFile[] {
  const names = globSync(['{engine,server,client,media}/**/*.ts', 'test/**/*.ts'], { cwd: root, ignore: ['**/node_modules/**', 'engine/generated/**'] }).sort();
  const known = new Set(names);
  return names.map(name => read(name, known));
}

/** The syntax tree of a project file, without types. */
export function parse(name: string): ts.SourceFile {
  return ts.createSourceFile(name, readFileSync(path.join(root, name), 'utf8'), ts.ScriptTarget.ES2022, true);
}

function read(name: string, known: ReadonlySet<string>): SourceFile {
  const text = readFileSync(path.join(root, name), 'utf8');
  const imports: string[] = [], typeImports: string[] = [];
  for (const statement of ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, false).statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    if (!statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const target = resolve(name, statement.moduleSpecifier.text, known);
    if (target !== undefined) (isTypeOnly(statement) ? typeImports : imports).push(target);
  }
  return { name, text, imports, typeImports };
}

function resolve(from: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = path.posix.join(path.posix.dirname(from), specifier.replace(/\.js$/, ''));
  return [`${target}.ts`, `${target}/index.ts`].find(name => known.has(name));
}

function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) {
    return statement.isTypeOnly || (!!statement.exportClause && ts.isNamedExports(statement.exportClause) && statement.exportClause.elements.every(element => element.isTypeOnly));
  }
  const clause = statement.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return !clause.name && !!named && ts.isNamedImports(named) && named.elements.length > 0 && named.elements.every(element => element.isTypeOnly);
}
