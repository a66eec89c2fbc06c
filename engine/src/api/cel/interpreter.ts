import { authorizerFunctions, type Authorizer } from './authorizer';
import { conversions } from './conversions';
import type { Program } from './compile';
import type { CallExpr, ComprehensionExpr, Expr, Literal, SelectExpr } from './expression';
import { libraryFunctions } from './libraryFunctions';
import { listFunctions } from './listFunctions';
import { elementOf, operators, optionalElement } from './operators';
import { optionalFunctions } from './optionalFunctions';
import { textFunctions } from './textFunctions';
import { timeFunctions } from './timeFunctions';
import { failure, isFailure, isListValue, isMapValue, isTagged, mapValue, noSuchOverload, type CelFailure, type CelFunction, type CelValue } from './values';
import { typeNamed } from './typeNames';

/** What an expression is evaluated with. */
export interface Activation {
  /** The values of the variables, by their names with dots. */
  readonly variables: ReadonlyMap<string, CelValue>;
  readonly authorizer?: Authorizer;
  /** The cost at which evaluation stops. */
  readonly costLimit?: number;
}

export interface Evaluated { readonly value: CelValue; readonly cost: number }

const perCallLimit = 1_000_000;

/** Evaluates a checked expression. A failure is a value; never throws, and ends at the cost limit (apiserver/pkg/apis/cel/config.go, v1.36). */
export function evaluate(program: Program, activation: Activation): Evaluated {
  const interpreter = new Interpreter(program, activation), value = interpreter.evaluate(program.expr, undefined);
  return { value: interpreter.stopped ?? value, cost: interpreter.cost };
}

interface Scope { readonly name: string; readonly value: CelValue; readonly outer: Scope | undefined }

const all: Readonly<Record<string, CelFunction>> = { ...libraryFunctions, ...timeFunctions, ...optionalFunctions, ...operators, ...conversions };
/** One name for functions of strings and of lists: the target tells. */
const shared: ReadonlySet<string> = new Set(['indexOf', 'lastIndexOf']);

function functionFor(name: string, first: CelValue | undefined): CelFunction | undefined {
  if (shared.has(name)) return first !== undefined && isListValue(first) ? listFunctions[name] : textFunctions[name];
  for (const table of [all, textFunctions, listFunctions]) if (Object.prototype.hasOwnProperty.call(table, name)) return table[name];
  return undefined;
}

class Interpreter {
  cost = 0;
  stopped: CelFailure | undefined;
  private readonly limit: number;

  constructor(private readonly program: Program, private readonly activation: Activation) {
    this.limit = activation.costLimit ?? perCallLimit;
  }

  evaluate(expr: Expr, scope: Scope | undefined): CelValue {
    if (this.stopped !== undefined) return this.stopped;
    switch (expr.kind) {
      case 'literal': return literalValue(expr.literal);
      case 'ident': return this.spend(1) ?? this.variable(expr.name, scope);
      case 'select': return this.select(expr, scope);
      case 'call': return this.call(expr, scope);
      case 'list': return this.spend(10) ?? this.list(expr.elements, scope);
      case 'map': return this.spend(30) ?? this.map(expr.entries, scope);
      case 'struct': return failure(`unknown type: ${expr.name}`);
      case 'comprehension': return this.comprehension(expr, scope);
    }
  }

  private spend(cost: number): CelFailure | undefined {
    this.cost += cost;
    if (this.cost > this.limit) this.stopped ??= failure('operation cancelled: actual cost limit exceeded');
    return this.stopped;
  }

  private variable(name: string, scope: Scope | undefined): CelValue {
    for (let at = scope; at !== undefined; at = at.outer) if (at.name === name) return at.value;
    const plain = name.startsWith('.') ? name.slice(1) : name, value = this.activation.variables.get(plain);
    if (value !== undefined) return value;
    const type = typeNamed(plain);
    return type === undefined ? failure(`no such attribute(s): ${plain}`) : { kind: 'type', type };
  }

  private select(expr: SelectExpr, scope: Scope | undefined): CelValue {
    const whole = this.program.checked.qualified.get(expr);
    if (whole !== undefined) return this.spend(1) ?? this.variable(whole, undefined);
    const operand = this.evaluate(expr.operand, scope), stopped = this.spend(expr.test ? 0 : 1);
    if (isFailure(operand)) return operand;
    if (stopped !== undefined) return stopped;
    const optional = isTagged(operand) && operand.kind === 'optional';
    if (!expr.test) return optional ? optionalElement(operand, expr.field) : elementOf(operand, expr.field);
    const found = optional || isMapValue(operand) ? optionalElement(operand, expr.field) : noSuchOverload;
    return isTagged(found) && found.kind === 'optional' ? found.value !== undefined : found;
  }

  private call(expr: CallExpr, scope: Scope | undefined): CelValue {
    const { fn, args } = expr;
    switch (fn) {
      case '_&&_': return this.logical(args, scope, false);
      case '_||_': return this.logical(args, scope, true);
      case '_?_:_': return this.conditional(args, scope);
      case '@not_strictly_false': {
        const value = args[0] === undefined ? true : this.evaluate(args[0], scope);
        return typeof value === 'boolean' ? value : true;
      }
      case '_?._': {
        const operand = args[0] === undefined ? null : this.evaluate(args[0], scope), name = args[1];
        return isFailure(operand) || name?.kind !== 'literal' || name.literal.type !== 'string' ? operand : this.spend(1) ?? optionalElement(operand, name.literal.value);
      }
      default: return this.apply(expr, scope);
    }
  }

  private apply(expr: CallExpr, scope: Scope | undefined): CelValue {
    const namespaced = this.program.checked.qualified.get(expr), name = namespaced ?? (expr.fn.startsWith('.') ? expr.fn.slice(1) : expr.fn);
    const parts = expr.target === undefined || namespaced !== undefined ? expr.args : [expr.target, ...expr.args];
    const values: CelValue[] = [];
    for (const part of parts) {
      const value = this.evaluate(part, scope);
      if (isFailure(value)) return value;
      values.push(value);
    }
    const stopped = this.spend(1 + Math.ceil(values.reduce<number>((sum, value) => sum + sizeOf(value), 0) * 0.1));
    if (stopped !== undefined) return stopped;
    const ask = authorizerFunctions[name];
    if (ask !== undefined && isTagged(values[0] ?? null)) {
      const answer = ask(values, this.activation.authorizer);
      if (answer !== undefined) return answer;
    }
    return functionFor(name, values[0])?.(values) ?? noSuchOverload;
  }

  /** `decisive` ends it, on either side; else a failure of one side is the result. */
  private logical(args: readonly Expr[], scope: Scope | undefined, decisive: boolean): CelValue {
    const stopped = this.spend(1), [first, second] = args;
    if (stopped !== undefined || first === undefined || second === undefined) return stopped ?? noSuchOverload;
    const left = this.evaluate(first, scope);
    if (left === decisive) return decisive;
    const right = this.evaluate(second, scope);
    if (right === decisive) return decisive;
    if (typeof left === 'boolean' && typeof right === 'boolean') return !decisive;
    return isFailure(left) ? left : isFailure(right) ? right : noSuchOverload;
  }

  private conditional([condition, whenTrue, whenFalse]: readonly Expr[], scope: Scope | undefined): CelValue {
    if (condition === undefined || whenTrue === undefined || whenFalse === undefined) return noSuchOverload;
    const value = this.evaluate(condition, scope);
    if (isFailure(value)) return value;
    return typeof value === 'boolean' ? this.spend(1) ?? this.evaluate(value ? whenTrue : whenFalse, scope) : noSuchOverload;
  }

  private list(elements: readonly { readonly value: Expr; readonly optional: boolean }[], scope: Scope | undefined): CelValue {
    const values: CelValue[] = [];
    for (const { value, optional } of elements) {
      const item = this.evaluate(value, scope);
      if (isFailure(item)) return item;
      if (!optional) values.push(item);
      else if (isTagged(item) && item.kind === 'optional' && item.value !== undefined) values.push(item.value);
    }
    return values;
  }

  private map(entries: readonly { readonly key: Expr; readonly value: Expr; readonly optional: boolean }[], scope: Scope | undefined): CelValue {
    const pairs: [CelValue, CelValue][] = [];
    for (const entry of entries) {
      const key = this.evaluate(entry.key, scope), value = this.evaluate(entry.value, scope);
      if (isFailure(key)) return key;
      if (isFailure(value)) return value;
      if (!entry.optional) pairs.push([key, value]);
      else if (isTagged(value) && value.kind === 'optional' && value.value !== undefined) pairs.push([key, value.value]);
    }
    return mapValue(pairs);
  }

  private comprehension(expr: ComprehensionExpr, scope: Scope | undefined): CelValue {
    const range = this.evaluate(expr.range, scope), init = this.evaluate(expr.init, scope);
    if (isFailure(range)) return range;
    const items = this.iterated(range, expr.variable2 !== undefined);
    if (items === undefined) return noSuchOverload;
    let accumulated = init;
    for (const [first, second] of items) {
      const outer: Scope = { name: expr.accumulator, value: accumulated, outer: scope };
      const one: Scope = { name: expr.variable, value: first, outer }, inner: Scope = expr.variable2 === undefined ? one : { name: expr.variable2, value: second, outer: one };
      const goOn = this.evaluate(expr.condition, inner);
      if (goOn === false) break;
      accumulated = this.evaluate(expr.step, inner);
      const stopped = this.spend(1);
      if (stopped !== undefined) return stopped;
    }
    return this.evaluate(expr.result, { name: expr.accumulator, value: accumulated, outer: scope });
  }

  private iterated(range: CelValue, pairs: boolean): readonly (readonly [CelValue, CelValue])[] | undefined {
    if (isListValue(range)) return range.map((item, i) => pairs ? [BigInt(i), item] as const : [item, null] as const);
    return isMapValue(range) ? [...range.entries.values()] : undefined;
  }
}

function sizeOf(value: CelValue): number {
  return typeof value === 'string' ? value.length : isListValue(value) ? value.length : 0;
}

function literalValue(literal: Literal): CelValue {
  switch (literal.type) {
    case 'null': return null;
    case 'uint': return { kind: 'uint', value: literal.value };
    case 'bytes': return { kind: 'bytes', bytes: literal.value };
    default: return literal.value;
  }
}
