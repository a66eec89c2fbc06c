import { parseRfc3339 } from '../../core/rfc3339';
import { compileGoRegexp } from '../../core/goRegexp';
import { checkCel, type Checked, type Variables } from './checker';
import { parseDuration } from './durations';
import type { CallExpr, Expr } from './expression';
import { parseCel } from './parser';
import { issuesText, type CelIssue } from './source';

/** An expression that may be evaluated. */
export interface Program { readonly source: string; readonly expr: Expr; readonly checked: Checked }

export type Compiled = { readonly ok: true; readonly program: Program } | { readonly ok: false; readonly error: string };

/** Parses and checks an expression as `env.Compile` does in Kubernetes (apiserver/pkg/cel/environment/base.go, v1.36); the error is cel-go's text. */
export function compileCel(source: string, variables: Variables): Compiled {
  const parsed = parseCel(source);
  if (!parsed.ok) return { ok: false, error: issuesText(source, parsed.issues) };
  const result = checkCel(parsed.expr, variables);
  if (!result.ok) return { ok: false, error: issuesText(source, result.issues) };
  const issues = literalIssues(parsed.expr);
  return issues.length > 0 ? { ok: false, error: issuesText(source, issues) } : { ok: true, program: { source, expr: parsed.expr, checked: result.checked } };
}

/** Literal durations, times and patterns that can never be read (cel/validator.go). */
function literalIssues(root: Expr): CelIssue[] {
  const issues: CelIssue[] = [], pending: Expr[] = [root];
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    if (expr.kind === 'call') issues.push(...callIssues(expr));
    pending.push(...childrenOf(expr));
  }
  return issues;
}

function callIssues({ fn, target, args }: CallExpr): CelIssue[] {
  const arg = fn === 'matches' && target === undefined ? args[1] : args[0];
  if (arg?.kind !== 'literal' || arg.literal.type !== 'string') return [];
  const text = arg.literal.value;
  const wrong = fn === 'duration' ? parseDuration(text) === undefined : fn === 'timestamp' ? !parseRfc3339(text).ok : fn === 'matches' && !compileGoRegexp(text).ok;
  return wrong ? [{ at: arg.at, message: `invalid ${fn} argument` }] : [];
}

/** The parts of a node. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'literal': case 'ident': return [];
    case 'select': return [expr.operand];
    case 'call': return expr.target === undefined ? expr.args : [expr.target, ...expr.args];
    case 'list': return expr.elements.map(element => element.value);
    case 'map': return expr.entries.flatMap(entry => [entry.key, entry.value]);
    case 'struct': return expr.fields.map(field => field.value);
    case 'comprehension': return [expr.range, expr.init, expr.condition, expr.step, expr.result];
  }
}
