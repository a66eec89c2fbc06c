/** A literal as it stands in an expression. */
export type Literal =
  | { readonly type: 'null' } | { readonly type: 'bool'; readonly value: boolean } | { readonly type: 'int' | 'uint'; readonly value: bigint }
  | { readonly type: 'double'; readonly value: number } | { readonly type: 'string'; readonly value: string } | { readonly type: 'bytes'; readonly value: readonly number[] };

/** A node of the tree; `at` is the place that complaints about it name, in characters. */
interface Node { readonly at: number }

export interface LiteralExpr extends Node { readonly kind: 'literal'; readonly literal: Literal }
export interface IdentExpr extends Node { readonly kind: 'ident'; readonly name: string }
/** `operand.field`; with `test`, whether the field is there (`has`). */
export interface SelectExpr extends Node { readonly kind: 'select'; readonly operand: Expr; readonly field: string; readonly test: boolean }
/** `fn(args)` or `target.fn(args)`; operators are calls of functions such as `_+_`. */
export interface CallExpr extends Node { readonly kind: 'call'; readonly fn: string; readonly target: Expr | undefined; readonly args: readonly Expr[] }
export interface ListExpr extends Node { readonly kind: 'list'; readonly elements: readonly { readonly value: Expr; readonly optional: boolean }[] }
export interface MapExpr extends Node { readonly kind: 'map'; readonly entries: readonly MapEntry[] }
export interface MapEntry extends Node { readonly key: Expr; readonly value: Expr; readonly optional: boolean }
export interface StructExpr extends Node { readonly kind: 'struct'; readonly name: string; readonly fields: readonly StructField[] }
export interface StructField extends Node { readonly name: string; readonly value: Expr; readonly optional: boolean }
/** What macros such as `all` become: a loop over a list or the keys of a map (with two variables: index or key, and value). */
export interface ComprehensionExpr extends Node {
  readonly kind: 'comprehension';
  readonly range: Expr; readonly variable: string; readonly variable2: string | undefined;
  readonly accumulator: string; readonly init: Expr; readonly condition: Expr; readonly step: Expr; readonly result: Expr;
}

/** The tree of an expression in CEL, macros expanded. */
export type Expr = LiteralExpr | IdentExpr | SelectExpr | CallExpr | ListExpr | MapExpr | StructExpr | ComprehensionExpr;

export function literalExpr(literal: Literal, at: number): LiteralExpr {
  return { kind: 'literal', literal, at };
}

export function identExpr(name: string, at: number): IdentExpr {
  return { kind: 'ident', name, at };
}

export function callExpr(fn: string, args: readonly Expr[], at: number): CallExpr {
  return { kind: 'call', fn, target: undefined, args, at };
}
