import { functions } from './declarations';
import type { CallExpr, ComprehensionExpr, Expr, SelectExpr } from './expression';
import type { Overload } from './signatures';
import type { CelIssue } from './source';
import { typeNamed } from './typeNames';
import { bool, dyn, errorType, int, isLoose, listOf, mapOf, optionalOf, sameType, typeText, type CelType } from './celType';
import { assign, mostGeneral, substitute, type Mapping } from './unification';

/** The variables that an expression may name; names may have dots (`authorizer.requestResource`). */
export type Variables = ReadonlyMap<string, CelType>;

/** A checked expression: its type, that of each part, and which variables it names. */
export interface Checked { readonly type: CelType; readonly types: ReadonlyMap<Expr, CelType>; readonly names: ReadonlySet<string>; readonly qualified: ReadonlyMap<Expr, string> }

export type CheckResult = { readonly ok: true; readonly checked: Checked } | { readonly ok: false; readonly issues: readonly CelIssue[] };

/** Finds the types of an expression and all that is wrong with them, in the words of cel-go's checker (checker/checker.go, cel-go 0.26). */
export function checkCel(expr: Expr, variables: Variables): CheckResult {
  const checker = new Checker(variables), type = checker.checkRoot(expr);
  return checker.issues.length > 0 ? { ok: false, issues: checker.issues } : { ok: true, checked: { type, types: checker.resolved(), names: checker.names, qualified: checker.qualified } };
}

class Checker {
  readonly issues: CelIssue[] = [];
  readonly names = new Set<string>();
  readonly qualified = new Map<Expr, string>();
  private readonly types = new Map<Expr, CelType>();
  private readonly mapping: Mapping = new Map();
  private readonly scopes: ReadonlyMap<string, CelType>[] = [];
  private fresh = 0;

  constructor(private readonly variables: Variables) {}

  checkRoot(expr: Expr): CelType {
    this.check(expr);
    return substitute(this.mapping, this.typeOf(expr), 'dyn');
  }

  /** The types with nothing left open. */
  resolved(): ReadonlyMap<Expr, CelType> {
    return new Map([...this.types].map(([expr, type]) => [expr, substitute(this.mapping, type, 'dyn')]));
  }

  private typeOf(expr: Expr): CelType {
    return this.types.get(expr) ?? errorType;
  }

  private check(expr: Expr): CelType {
    const type = this.typed(expr);
    this.types.set(expr, type);
    return type;
  }

  private typed(expr: Expr): CelType {
    switch (expr.kind) {
      case 'literal': return { kind: expr.literal.type };
      case 'ident': return this.lookUp(expr.name, expr) ?? this.undeclared(expr.name, expr.at);
      case 'select': return this.select(expr);
      case 'call': return this.call(expr);
      case 'list': return listOf(this.join(expr.elements.map(({ value, optional }) => ({ at: value.at, type: this.element(value, optional) }))));
      case 'map': return mapOf(
        this.join(expr.entries.map(({ key }) => ({ at: key.at, type: this.check(key) }))),
        this.join(expr.entries.map(({ value, optional }) => ({ at: value.at, type: this.element(value, optional) })))
      );
      case 'struct':
        for (const field of expr.fields) this.check(field.value);
        return this.undeclared(expr.name, expr.at);
      case 'comprehension': return this.comprehension(expr);
    }
  }

  private report(at: number, message: string): CelType {
    this.issues.push({ at, message });
    return errorType;
  }

  private undeclared(name: string, at: number): CelType {
    return this.report(at, `undeclared reference to '${name}' (in container '')`);
  }

  private mismatch(at: number, expected: CelType, found: CelType): CelType {
    return this.report(at, `expected type '${typeText(expected)}' but found '${typeText(found)}'`);
  }

  private lookUp(name: string, expr: Expr): CelType | undefined {
    const plain = name.startsWith('.') ? name.slice(1) : name;
    if (!name.startsWith('.')) for (let i = this.scopes.length - 1; i >= 0; i--) {
      const local = this.scopes[i]?.get(name);
      if (local !== undefined) return local;
    }
    const variable = this.variables.get(plain);
    if (variable !== undefined) {
      this.names.add(plain);
      if (expr.kind === 'select') this.qualified.set(expr, plain);
      return variable;
    }
    const type = typeNamed(plain);
    if (type === undefined) return undefined;
    if (expr.kind === 'select') this.qualified.set(expr, plain);
    return { kind: 'type', of: type };
  }

  private select(expr: SelectExpr): CelType {
    const name = expr.test ? undefined : qualifiedName(expr), whole = name === undefined ? undefined : this.lookUp(name, expr);
    if (whole !== undefined) return whole;
    const type = this.field(expr.operand, expr.field, { at: expr.at, optional: false });
    return expr.test ? bool : substitute(this.mapping, type, 'kept');
  }

  private field(operand: Expr, field: string, { at, optional }: { readonly at: number; readonly optional: boolean }): CelType {
    this.check(operand);
    const type = substitute(this.mapping, this.typeOf(operand), 'kept');
    const result = this.fieldOf(type.kind === 'optional' ? type.of : type, field, at);
    return type.kind === 'optional' || optional ? optionalOf(result) : result;
  }

  private fieldOf(type: CelType, field: string, at: number): CelType {
    switch (type.kind) {
      case 'map': return type.value;
      case 'object': return type.fields.get(field) ?? this.report(at, `undefined field '${field}'`);
      case 'param':
        assign(this.mapping, [dyn], [type]);
        return dyn;
      default:
        if (!isLoose(type)) this.report(at, `type '${typeText(type)}' does not support field selection`);
        return dyn;
    }
  }

  private call(expr: CallExpr): CelType {
    const { fn, target, args, at } = expr;
    if (fn === '_?._') {
      const [operand, name] = args;
      return operand === undefined || name?.kind !== 'literal' || name.literal.type !== 'string' ? errorType : this.field(operand, name.literal.value, { at, optional: true });
    }
    const argTypes = args.map(arg => this.check(arg));
    if (target === undefined) return this.resolve(expr, this.functionNamed(fn), argTypes);
    const prefix = qualifiedName(target), namespaced = prefix === undefined || this.isLocal(prefix) ? undefined : functions.get(`${prefix}.${fn}`);
    if (namespaced !== undefined) {
      this.qualified.set(expr, `${prefix ?? ''}.${fn}`);
      return this.resolve({ ...expr, fn: `${prefix ?? ''}.${fn}`, target: undefined }, namespaced, argTypes);
    }
    const targetType = this.check(target);
    return this.resolve(expr, functions.get(fn), [targetType, ...argTypes]);
  }

  private functionNamed(name: string): readonly Overload[] | undefined {
    return functions.get(name.startsWith('.') ? name.slice(1) : name);
  }

  private isLocal(name: string): boolean {
    const first = name.split('.')[0] ?? '';
    return this.scopes.some(scope => scope.has(first));
  }

  private resolve({ fn, target, at }: CallExpr, overloads: readonly Overload[] | undefined, argTypes: readonly CelType[]): CelType {
    if (overloads === undefined) return this.undeclared(fn, at);
    let result: CelType | undefined;
    for (const overload of overloads) {
      if (overload.member !== (target !== undefined)) continue;
      const names = new Map<string, CelType>(), candidates = overload.args.map(arg => this.instance(arg, names));
      if (!assign(this.mapping, argTypes, candidates)) continue;
      const found = substitute(this.mapping, this.instance(overload.result, names), 'kept');
      if (result === undefined) result = found;
      else if (result.kind !== 'dyn' && !sameType(found, result)) result = dyn;
    }
    if (result !== undefined) return result;
    const shown = argTypes.map(type => typeText(substitute(this.mapping, type, 'dyn')));
    const applied = target === undefined ? `(${shown.join(', ')})` : `${shown[0] ?? ''}.(${shown.slice(1).join(', ')})`;
    return this.report(at, `found no matching overload for '${fn}' applied to '${applied}'`);
  }

  /** A type of a signature with new parameters for this use. */
  private instance(type: CelType, names: Map<string, CelType>): CelType {
    if (type.kind === 'param') {
      const known = names.get(type.name) ?? this.newParam();
      names.set(type.name, known);
      return known;
    }
    switch (type.kind) {
      case 'list': return listOf(this.instance(type.item, names));
      case 'map': return mapOf(this.instance(type.key, names), this.instance(type.value, names));
      case 'optional': return optionalOf(this.instance(type.of, names));
      case 'type': return { kind: 'type', of: this.instance(type.of, names) };
      default: return type;
    }
  }

  private newParam(): CelType {
    return { kind: 'param', name: `_var${this.fresh++}` };
  }

  private element(value: Expr, optional: boolean): CelType {
    const type = this.check(value);
    if (!optional) return type;
    if (type.kind === 'optional') return type.of;
    return isLoose(type) ? type : this.mismatch(value.at, optionalOf(type), type);
  }

  /** The one type of all elements: literals are homogeneous in Kubernetes. */
  private join(elements: readonly { readonly at: number; readonly type: CelType }[]): CelType {
    let joined: CelType | undefined;
    for (const { at, type } of elements) {
      if (joined === undefined) joined = type;
      else if (assign(this.mapping, [joined], [type])) joined = mostGeneral(joined, type);
      else joined = this.mismatch(at, joined, type);
    }
    return joined ?? this.newParam();
  }

  private comprehension(expr: ComprehensionExpr): CelType {
    this.check(expr.range);
    const init = this.check(expr.init), range = substitute(this.mapping, this.typeOf(expr.range), 'kept');
    const [first, second] = this.iterated(range, expr.range.at, expr.variable2 === undefined ? 1 : 2);
    this.scopes.push(new Map([[expr.accumulator, init]]));
    this.scopes.push(new Map([[expr.variable, first], ...(expr.variable2 === undefined ? [] : [[expr.variable2, second] as const])]));
    this.check(expr.condition);
    this.expect(expr.condition, bool);
    this.check(expr.step);
    this.expect(expr.step, init);
    this.scopes.pop();
    const result = this.check(expr.result);
    this.scopes.pop();
    return substitute(this.mapping, result, 'kept');
  }

  /** The types of the loop variables. */
  private iterated(range: CelType, at: number, variables: 1 | 2): readonly [CelType, CelType] {
    switch (range.kind) {
      case 'list': return variables === 1 ? [range.item, dyn] : [int, range.item];
      case 'map': return [range.key, range.value];
      case 'param':
        assign(this.mapping, [dyn], [range]);
        return [dyn, dyn];
      case 'dyn': case 'error': return [dyn, dyn];
      default:
        this.report(at, `expression of type '${typeText(range)}' cannot be range of a comprehension (must be list, map, or dynamic)`);
        return [errorType, errorType];
    }
  }

  private expect(expr: Expr, type: CelType): void {
    if (!assign(this.mapping, [type], [this.typeOf(expr)])) this.mismatch(expr.at, type, this.typeOf(expr));
  }
}

/** `a.b.c` as one name; undefined for anything else. */
export function qualifiedName(expr: Expr): string | undefined {
  if (expr.kind === 'ident') return expr.name;
  if (expr.kind !== 'select' || expr.test) return undefined;
  const prefix = qualifiedName(expr.operand);
  return prefix === undefined ? undefined : `${prefix}.${expr.field}`;
}
