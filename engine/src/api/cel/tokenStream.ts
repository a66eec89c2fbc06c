import { tokenOrder, type Token, type Tokens, type TokenType } from './lexer';
import type { CelIssue } from './source';

export type TokenSet = ReadonlySet<TokenType>;

/** Thrown and caught inside the parser alone: a rule cannot go on, and its caller finds the next place that makes sense. */
export class Unrecognized extends Error {
  constructor(readonly report: string | undefined, readonly at: Token, readonly state: string) { super(report); }
}

const maxRecoveries = 30;

/**
 * The parser's tokens with the error handling of ANTLR's default strategy, which cel-go's messages come from: one token is dropped or
 * made up where that helps, else the rule ends and reading goes on at a token that some rule outside waits for; nothing is
 * reported again before a token has matched.
 */
export class TokenStream {
  readonly issues: CelIssue[];
  private index = 0;
  private recovering = false;
  private recoveries = 0;
  private lastErrorIndex = -1;
  private lastErrorStates = new Set<string>();
  private readonly follow: TokenSet[] = [];

  constructor(private readonly source: Tokens) {
    this.issues = [...source.issues];
  }

  la(ahead = 1): TokenType {
    return this.peek(ahead).type;
  }

  peek(ahead = 1): Token {
    return this.source.tokens[Math.min(this.index + ahead - 1, this.source.tokens.length - 1)] ?? { type: '<EOF>', text: '<EOF>', start: 0, end: 0 };
  }

  /** Runs a rule. `follow` is what may stand behind it in the rule that calls it. */
  rule<T>(follow: TokenSet, body: () => T): T | undefined {
    this.follow.push(follow);
    try {
      return body();
    } catch (error) {
      if (!(error instanceof Unrecognized)) throw error;
      this.report(error.at, error.report);
      this.recover(error.state);
      return undefined;
    } finally {
      this.follow.pop();
    }
  }

  /** Takes the token of a type, or recovers in place. `after` is what may follow it, for a token that is only missing. */
  match(type: TokenType, after: TokenSet = new Set()): Token {
    const token = this.peek();
    if (token.type === type) return this.take();
    if (this.dropOne(new Set([type]))) return this.take();
    if (after.has(token.type) || this.follow.some(set => set.has(token.type)) && isClosing(type)) {
      this.report(token, `missing ${display(type)} at ${quote(token.text)}`);
      return { type, text: '', start: token.start, end: token.start };
    }
    throw new Unrecognized(`mismatched input ${quote(token.text)} expecting ${expecting(new Set([type]))}`, token, `match ${type}`);
  }

  /** Before a choice: a token that fits nowhere is dropped when the next one fits, else the rule ends. */
  sync(expected: TokenSet, state: string): void {
    const token = this.peek();
    if (this.recovering || expected.has(token.type) || this.dropOne(expected)) return;
    throw new Unrecognized(`mismatched input ${quote(token.text)} expecting ${expecting(expected)}`, token, state);
  }

  /** In a loop that must go on with one of these: all up to the next is dropped. */
  syncLoop(expected: TokenSet): void {
    const token = this.peek();
    if (this.recovering || expected.has(token.type)) return;
    this.report(token, `extraneous input ${quote(token.text)} expecting ${expecting(expected)}`);
    this.skipTo([expected, ...this.follow]);
  }

  /** None of the ways to go on fits; `count` tokens from here show it. */
  noViable(count: number, state: string): Unrecognized {
    const first = this.peek(), last = this.peek(count);
    const text = this.source.chars.slice(first.start, last.end).join('');
    return new Unrecognized(`no viable alternative at input ${quote(first.type === '<EOF>' ? '<EOF>' : text)}`, last, state);
  }

  issue(at: number, message: string): void {
    this.issues.push({ at, message });
  }

  take(): Token {
    const token = this.peek();
    this.recovering = false;
    this.lastErrorIndex = -1;
    this.lastErrorStates = new Set();
    this.skip();
    return token;
  }

  private skip(): void {
    if (this.index < this.source.tokens.length - 1) this.index++;
  }

  private dropOne(expected: TokenSet): boolean {
    if (!expected.has(this.la(2)) || this.la() === '<EOF>') return false;
    const token = this.peek();
    this.report(token, `extraneous input ${quote(token.text)} expecting ${expecting(expected)}`);
    this.skip();
    this.recovering = false;
    return true;
  }

  private report(token: Token, message: string | undefined): void {
    if (this.recovering || message === undefined) return;
    this.recovering = true;
    this.issues.push({ at: token.start, message: `Syntax error: ${message}` });
  }

  private recover(state: string): void {
    if (this.lastErrorIndex === this.index && this.lastErrorStates.has(state)) this.skip();
    this.lastErrorIndex = this.index;
    this.lastErrorStates.add(state);
    // Recovery that goes on and on is given up, as cel-go does.
    if (++this.recoveries > maxRecoveries) this.index = this.source.tokens.length - 1;
    this.skipTo(this.follow);
  }

  private skipTo(sets: readonly TokenSet[]): void {
    while (this.la() !== '<EOF>' && !sets.some(set => set.has(this.la()))) this.skip();
  }
}

function isClosing(type: TokenType): boolean {
  return type === ')' || type === ']' || type === '}';
}

function quote(text: string): string {
  return `'${text.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}'`;
}

function display(type: TokenType): string {
  return /^(?:[A-Z]|<EOF>)/.test(type) ? type : `'${type}'`;
}

function expecting(types: TokenSet): string {
  const listed = tokenOrder.filter(type => types.has(type)).map(display);
  return listed.length === 1 ? listed[0] ?? '' : `{${listed.join(', ')}}`;
}
