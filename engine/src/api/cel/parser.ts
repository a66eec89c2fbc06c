import { callExpr, identExpr, literalExpr, type Expr, type ListExpr, type MapEntry, type StructField } from './expression';
import { lex, type Token, type TokenType } from './lexer';
import { literalOf } from './literals';
import { expandMacro } from './macros';
import { nowhere, type CelIssue } from './source';
import { TokenStream, type TokenSet } from './tokenStream';

export type Parsed = { readonly ok: true; readonly expr: Expr } | { readonly ok: false; readonly issues: readonly CelIssue[] };

const maxLength = 100_000, maxDepth = 250;
const reserved: ReadonlySet<string> = new Set([
  'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'
]);

const set = (...types: TokenType[]): TokenSet => new Set(types);
const primaryStart: readonly TokenType[] = ['[', '{', '(', '.', '-', 'true', 'false', 'null', 'NUM_FLOAT', 'NUM_INT', 'NUM_UINT', 'STRING', 'BYTES', 'IDENTIFIER'];
const memberSet = set(...primaryStart), start = set(...primaryStart, '!'), empty = set();
const memberFollow = set('.', '['), closed = set(')'), inList = set(',', ']'), inMap = set(',', '}');
const relations: readonly TokenType[] = ['<', '<=', '>=', '>', '==', '!=', 'in'], relationSet = set(...relations);
const sums: readonly TokenType[] = ['+', '-'], products: readonly TokenType[] = ['*', '/', '%'], calcSet = set(...sums, ...products);

/** Reads an expression into a tree, macros expanded; or says what is wrong with it as cel-go does. Never throws, whatever the text. */
export function parseCel(source: string): Parsed {
  const tokens = lex(source);
  if (tokens.chars.length > maxLength) return { ok: false, issues: [{ at: nowhere, message: `expression code point size exceeds limit: size: ${tokens.chars.length}, limit ${maxLength}` }] };
  const parser = new Parser(new TokenStream(tokens));
  const expr = parser.start();
  return expr === undefined || parser.issues.length > 0 ? { ok: false, issues: parser.issues } : { ok: true, expr };
}

/** One method a rule of the grammar (parser/gen/CEL.g4, cel-go 0.26). A rule that could not be read leaves undefined; then there are issues. */
class Parser {
  private depth = 0;
  private tooDeep = false;

  constructor(private readonly stream: TokenStream) {}

  get issues(): readonly CelIssue[] {
    return this.stream.issues;
  }

  start(): Expr | undefined {
    return this.stream.rule(empty, () => {
      const expr = this.expr(set('<EOF>'));
      this.stream.match('<EOF>');
      return expr;
    });
  }

  private expr(follow: TokenSet): Expr | undefined {
    if (this.depth >= maxDepth) return this.giveUp();
    this.depth++;
    const expr = this.stream.rule(follow, () => this.conditional());
    this.depth--;
    return expr;
  }

  /** The rest is not read: nesting without end would overflow our stack, as it would the server's. */
  private giveUp(): undefined {
    if (!this.tooDeep) this.stream.issue(nowhere, `expression recursion limit exceeded: ${maxDepth}`);
    this.tooDeep = true;
    while (this.stream.la() !== '<EOF>') this.stream.take();
    return undefined;
  }

  private conditional(): Expr | undefined {
    const condition = this.or(set('?'));
    if (this.stream.la() !== '?') return condition;
    const at = this.stream.take().start;
    const whenTrue = this.or(set(':'));
    this.stream.match(':', start);
    const whenFalse = this.expr(empty);
    return this.operator('_?_:_', [condition, whenTrue, whenFalse], at);
  }

  private or(follow: TokenSet): Expr | undefined {
    return this.chain(follow, { operator: '||', fn: '_||_', part: () => this.chain(set('||'), { operator: '&&', fn: '_&&_', part: () => this.relation(set('&&')) }) });
  }

  private chain(follow: TokenSet, { operator, fn, part }: { readonly operator: TokenType; readonly fn: string; readonly part: () => Expr | undefined }): Expr | undefined {
    return this.stream.rule(follow, () => {
      const terms = [part()], places: number[] = [];
      while (this.stream.la() === operator) {
        places.push(this.stream.take().start);
        terms.push(part());
      }
      return isComplete(terms) ? balanced(fn, { terms, places }, 0, places.length - 1) : undefined;
    });
  }

  private relation(follow: TokenSet): Expr | undefined {
    return this.stream.rule(follow, () => {
      let left = this.calc(relationSet, 'sum');
      let count = 0;
      for (let type = this.stream.la(); relations.includes(type); type = this.stream.la()) {
        if (++count > maxDepth) return this.giveUp();
        const at = this.stream.take().start;
        const right = this.stream.rule(relationSet, () => this.calc(relationSet, 'sum'));
        left = this.operator(type === 'in' ? '@in' : `_${type}_`, [left, right], at);
      }
      return left;
    });
  }

  private calc(follow: TokenSet, level: 'sum' | 'product'): Expr | undefined {
    return this.stream.rule(follow, () => {
      let left = this.unary(calcSet), count = 0;
      for (;;) {
        const type = this.stream.la(), isProduct = products.includes(type);
        if (!isProduct && (level === 'product' || !sums.includes(type))) return left;
        if (++count > maxDepth) return this.giveUp();
        const at = this.stream.take().start;
        const right = isProduct ? this.stream.rule(calcSet, () => this.unary(calcSet)) : this.calc(calcSet, 'product');
        left = this.operator(`_${type}_`, [left, right], at);
      }
    });
  }

  private unary(follow: TokenSet): Expr | undefined {
    return this.stream.rule(follow, () => {
      this.stream.sync(start, 'unary');
      const type = this.stream.la();
      if (type === '!') return this.signs('!', '!_', start);
      if (type !== '-') return this.member();
      const next = this.stream.la(2);
      if (next === 'NUM_INT' || next === 'NUM_FLOAT') return this.member();
      if (!memberSet.has(next)) throw this.stream.noViable(2, 'unary');
      return this.signs('-', '-_', memberSet);
    });
  }

  /** One sign or many: pairs take each other away. */
  private signs(type: TokenType, fn: string, then: TokenSet): Expr | undefined {
    const first = this.stream.take();
    let count = 1;
    this.stream.syncLoop(then);
    while (this.stream.la() === type) {
      const next = this.stream.la(2);
      if (type === '-' && (next === 'NUM_INT' || next === 'NUM_FLOAT')) break;
      if (type === '-' && !memberSet.has(next)) throw this.stream.noViable(2, 'signs');
      this.stream.take();
      count++;
      this.stream.syncLoop(then);
    }
    const operand = this.member();
    return count % 2 === 0 ? operand : this.operator(fn, [operand], first.start);
  }

  private member(): Expr | undefined {
    return this.stream.rule(empty, () => {
      let expr = this.primary(memberFollow);
      for (let count = 0; ; count++) {
        if (count > maxDepth) return this.giveUp();
        if (this.stream.la() === '.') expr = this.selection(expr);
        else if (this.stream.la() === '[') expr = this.index(expr);
        else return expr;
      }
    });
  }

  private selection(operand: Expr | undefined): Expr | undefined {
    const second = this.stream.la(2), optional = second === '?', name = optional ? this.stream.la(3) : second;
    if (name !== 'IDENTIFIER' && name !== 'ESC_IDENTIFIER') throw this.stream.noViable(optional ? 3 : 2, 'member');
    const dot = this.stream.take();
    if (optional) this.stream.take();
    const field = this.stream.take(), text = field.type === 'ESC_IDENTIFIER' ? field.text.slice(1, -1) : field.text;
    if (!optional && field.type === 'IDENTIFIER' && this.stream.la() === '(') return this.call(text, operand, 'member');
    if (operand === undefined) return undefined;
    if (optional) return callExpr('_?._', [operand, literalExpr({ type: 'string', value: text }, field.start)], dot.start);
    return { kind: 'select', operand, field: text, test: false, at: dot.start };
  }

  private index(operand: Expr | undefined): Expr | undefined {
    const open = this.stream.take();
    this.stream.sync(set(...start, '?'), 'index');
    const optional = this.stream.la() === '?';
    if (optional) this.stream.take();
    const index = this.expr(set(']'));
    this.stream.match(']', memberFollow);
    return this.operator(optional ? '_[?_]' : '_[_]', [operand, index], open.start);
  }

  /** The arguments behind a name, and the macro that it may be. A member call without its target is an error already. */
  private call(name: string, target: Expr | undefined, kind: 'member' | 'global'): Expr | undefined {
    const open = this.stream.take();
    this.stream.sync(set(...start, ')'), 'arguments');
    const args = this.stream.la() === ')' ? [] : this.stream.rule(closed, () => this.list(() => this.expr(set(','))));
    this.stream.match(')', memberFollow);
    if (args === undefined || !isComplete(args) || (kind === 'member' && target === undefined)) return undefined;
    const expanded = expandMacro({ name, target, args, at: open.start });
    if (expanded === undefined) return { kind: 'call', fn: name, target, args, at: open.start };
    if ('message' in expanded) { this.stream.issue(expanded.at, expanded.message); return undefined; }
    return expanded;
  }

  private list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.stream.la() === ',') {
      // A trailing comma belongs to the brackets around.
      if (this.stream.la(2) === ']' || this.stream.la(2) === '}') break;
      this.stream.take();
      items.push(item());
    }
    return items;
  }

  private primary(follow: TokenSet): Expr | undefined {
    return this.stream.rule(follow, () => {
      this.stream.sync(memberSet, 'primary');
      switch (this.stream.la()) {
        case '(': return this.parenthesis();
        case '[': return this.listLiteral();
        case '{': return this.mapLiteral();
        case '.': case 'IDENTIFIER': return this.name();
        default: return this.literal();
      }
    });
  }

  private parenthesis(): Expr | undefined {
    this.stream.take();
    const expr = this.expr(closed);
    this.stream.match(')', memberFollow);
    return expr;
  }

  private literal(): Expr | undefined {
    const first = this.stream.take();
    const token: Token = first.type === '-' ? this.stream.take() : first;
    const literal = literalOf(token, first.type === '-' ? '-' : '', token.start);
    if (typeof literal !== 'string') return literal;
    this.stream.issue(token.start, literal);
    return undefined;
  }

  private name(): Expr | undefined {
    const leading = this.stream.la() === '.';
    if (leading && this.stream.la(2) !== 'IDENTIFIER') throw this.stream.noViable(2, 'primary');
    if (leading) this.stream.take();
    const struct = this.structName();
    if (struct !== undefined) return this.structLiteral(struct, leading);
    const token = this.stream.take(), name = leading ? `.${token.text}` : token.text;
    if (reserved.has(token.text)) this.stream.issue(token.start, `reserved identifier: ${token.text}`);
    return this.stream.la() === '(' ? this.call(name, undefined, 'global') : identExpr(name, token.start);
  }

  /** How many tokens the name of a message takes, when one is made here. */
  private structName(): number | undefined {
    let count = 1;
    while (this.stream.la(count + 1) === '.' && this.stream.la(count + 2) === 'IDENTIFIER') count += 2;
    return this.stream.la(count + 1) === '{' ? count : undefined;
  }

  private structLiteral(count: number, leading: boolean): Expr | undefined {
    const first = this.stream.peek();
    let name = leading ? '.' : '';
    for (let i = 0; i < count; i++) name += this.stream.take().text;
    const open = this.stream.take(), after = set('}', ',', '?', 'IDENTIFIER', 'ESC_IDENTIFIER');
    this.stream.sync(after, 'fields');
    const fields = /^(?:IDENTIFIER|ESC_IDENTIFIER|\?)$/.test(this.stream.la()) ? this.stream.rule(inMap, () => this.list(() => this.structField())) : [];
    this.closeWith('}');
    if (fields === undefined || !isComplete(fields)) return undefined;
    return { kind: 'struct', name, fields, at: open.start > first.start ? open.start : first.start };
  }

  private structField(): StructField | undefined {
    const optional = this.stream.la() === '?';
    if (optional) this.stream.take();
    const token = this.stream.match('IDENTIFIER', set(':')), colon = this.stream.match(':', start), value = this.expr(set(','));
    return value === undefined ? undefined : { name: token.text, value, optional, at: colon.start };
  }

  private listLiteral(): Expr | undefined {
    const open = this.stream.take();
    this.stream.sync(set(...start, ']', ',', '?'), 'list');
    const elements = this.stream.la() === ']' || this.stream.la() === ',' ? [] : this.stream.rule(inList, () => this.list(() => this.optionalExpr(set(','))));
    this.closeWith(']');
    return elements === undefined || !isComplete(elements) ? undefined : { kind: 'list', elements, at: open.start };
  }

  private optionalExpr(follow: TokenSet): ListExpr['elements'][number] | undefined {
    this.stream.sync(set(...start, '?'), 'optional');
    const optional = this.stream.la() === '?';
    if (optional) this.stream.take();
    const value = this.expr(follow);
    return value === undefined ? undefined : { value, optional };
  }

  private mapLiteral(): Expr | undefined {
    const open = this.stream.take();
    this.stream.sync(set(...start, '}', ',', '?'), 'map');
    const entries = this.stream.la() === '}' || this.stream.la() === ',' ? [] : this.stream.rule(inMap, () => this.list(() => this.mapEntry()));
    this.closeWith('}');
    return entries === undefined || !isComplete(entries) ? undefined : { kind: 'map', entries, at: open.start };
  }

  private mapEntry(): MapEntry | undefined {
    const key = this.optionalExpr(set(':')), colon = this.stream.match(':', start), value = this.expr(set(','));
    return key === undefined || value === undefined ? undefined : { key: key.value, value, optional: key.optional, at: colon.start };
  }

  private closeWith(type: ']' | '}'): void {
    this.stream.sync(set(type, ','), `close ${type}`);
    if (this.stream.la() === ',') this.stream.take();
    this.stream.match(type, memberFollow);
  }

  private operator(fn: string, args: readonly (Expr | undefined)[], at: number): Expr | undefined {
    return isComplete(args) ? callExpr(fn, args, at) : undefined;
  }
}

/** A long chain as a tree of little depth, as cel-go builds it: the operators between `low` and `high`. */
function balanced(fn: string, chain: { readonly terms: readonly Expr[]; readonly places: readonly number[] }, low: number, high: number): Expr | undefined {
  if (low > high) return chain.terms[low];
  const middle = Math.floor((low + high + 1) / 2), left = balanced(fn, chain, low, middle - 1), right = balanced(fn, chain, middle + 1, high);
  return left === undefined || right === undefined ? undefined : callExpr(fn, [left, right], chain.places[middle] ?? 0);
}

function isComplete<T>(parts: readonly (T | undefined)[]): parts is readonly T[] {
  return parts.every(part => part !== undefined);
}
