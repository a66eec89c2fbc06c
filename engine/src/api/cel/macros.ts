import { callExpr, identExpr, literalExpr, type ComprehensionExpr, type Expr } from './expression';
import type { CelIssue } from './source';

/** A call as written, before it is known to be a macro. */
interface WrittenCall { readonly name: string; readonly target: Expr | undefined; readonly args: readonly Expr[]; readonly at: number }

type Expanded = Expr | CelIssue;

const accumulator = '@result';

/** Macros by name, count of arguments and whether they stand behind a target (cel-go's parser/macro.go, ext/comprehensions.go, cel/library.go). */
const macros: Readonly<Record<string, (call: WrittenCall, target: Expr) => Expanded>> = {
  'all:2': quantifier('all'), 'exists:2': quantifier('exists'), 'exists_one:2': quantifier('existsOne'), 'existsOne:2': quantifier('existsOne'),
  'all:3': quantifier('all'), 'exists:3': quantifier('exists'), 'existsOne:3': quantifier('existsOne'),
  'map:2': mapMacro, 'map:3': mapMacro, 'filter:2': filterMacro,
  'transformList:3': transformList, 'transformList:4': transformList,
  'transformMap:3': transformMap, 'transformMap:4': transformMap, 'transformMapEntry:3': transformMapEntry, 'transformMapEntry:4': transformMapEntry,
  'optMap:2': optMap, 'optFlatMap:2': optMap
};

/** What a call expands to; undefined when it is no macro; an issue when it is one that is misused. */
export function expandMacro(call: WrittenCall): Expanded | undefined {
  const { name, target, args } = call;
  if (target === undefined) return name === 'has' && args.length === 1 ? hasMacro(call) : undefined;
  const key = `${name}:${args.length}`;
  return Object.prototype.hasOwnProperty.call(macros, key) ? macros[key]?.(call, target) : undefined;
}

function hasMacro({ args, at }: WrittenCall): Expanded {
  const [arg] = args;
  if (arg?.kind === 'select' && !arg.test) return { ...arg, test: true, at };
  return { at: arg?.at ?? at, message: 'invalid argument to has() macro' };
}

/** The loop variables, the last arguments left over, or why there are none. */
interface Loop { readonly variable: string; readonly variable2: string | undefined; readonly rest: readonly Expr[] }

function loopOf({ args }: WrittenCall, variables: 1 | 2): Loop | CelIssue {
  const names: string[] = [];
  for (const arg of args.slice(0, variables)) {
    if (arg.kind !== 'ident' || arg.name.startsWith('.')) return { at: arg.at, message: variables === 1 ? 'argument must be a simple name' : 'argument must be a simple name' };
    if (arg.name === accumulator || arg.name === '__result__') return { at: arg.at, message: 'iteration variable overwrites accumulator variable' };
    names.push(arg.name);
  }
  if (variables === 2 && names[0] === names[1]) return { at: args[1]?.at ?? 0, message: `duplicate variable name: ${names[1] ?? ''}` };
  return { variable: names[0] ?? '', variable2: names[1], rest: args.slice(variables) };
}

interface Fold { readonly init: Expr; readonly condition: Expr; readonly step: Expr; readonly result: Expr }

function comprehension(range: Expr, loop: Loop, fold: Fold, at: number): ComprehensionExpr {
  return { kind: 'comprehension', range, variable: loop.variable, variable2: loop.variable2, accumulator, ...fold, at };
}

const yes = (at: number): Expr => literalExpr({ type: 'bool', value: true }, at);
const accu = (at: number): Expr => identExpr(accumulator, at);
const number = (value: bigint, at: number): Expr => literalExpr({ type: 'int', value }, at);

function quantifier(kind: 'all' | 'exists' | 'existsOne'): (call: WrittenCall, target: Expr) => Expanded {
  return (call, target) => {
    const loop = loopOf(call, call.args.length === 3 ? 2 : 1), { at } = call;
    if ('message' in loop) return loop;
    const predicate = loop.rest[0] ?? yes(at);
    if (kind === 'existsOne') {
      const step = callExpr('_?_:_', [predicate, callExpr('_+_', [accu(at), number(1n, at)], at), accu(at)], at);
      return comprehension(target, loop, { init: number(0n, at), condition: yes(at), step, result: callExpr('_==_', [accu(at), number(1n, at)], at) }, at);
    }
    const all = kind === 'all', going = all ? accu(at) : callExpr('!_', [accu(at)], at);
    return comprehension(target, loop, {
      init: literalExpr({ type: 'bool', value: all }, at), condition: callExpr('@not_strictly_false', [going], at),
      step: callExpr(all ? '_&&_' : '_||_', [accu(at), predicate], at), result: accu(at)
    }, at);
  };
}

/** Adds to the accumulated list, where the filter (if any) holds. */
function appending(item: Expr, filter: Expr | undefined, at: number): Expr {
  const add = callExpr('_+_', [accu(at), { kind: 'list', elements: [{ value: item, optional: false }], at }], at);
  return filter === undefined ? add : callExpr('_?_:_', [filter, add, accu(at)], at);
}

function mapMacro(call: WrittenCall, target: Expr): Expanded {
  const loop = loopOf(call, 1), { at } = call;
  if ('message' in loop) return loop;
  const [first, second] = loop.rest, item = second ?? first ?? yes(at);
  return comprehension(target, loop, { init: { kind: 'list', elements: [], at }, condition: yes(at), step: appending(item, second === undefined ? undefined : first, at), result: accu(at) }, at);
}

function filterMacro(call: WrittenCall, target: Expr): Expanded {
  const loop = loopOf(call, 1), { at } = call;
  if ('message' in loop) return loop;
  const item = identExpr(loop.variable, call.args[0]?.at ?? at);
  return comprehension(target, loop, { init: { kind: 'list', elements: [], at }, condition: yes(at), step: appending(item, loop.rest[0], at), result: accu(at) }, at);
}

function transformList(call: WrittenCall, target: Expr): Expanded {
  const loop = loopOf(call, 2), { at } = call;
  if ('message' in loop) return loop;
  const [first, second] = loop.rest;
  return comprehension(target, loop, { init: { kind: 'list', elements: [], at }, condition: yes(at), step: appending(second ?? first ?? yes(at), second === undefined ? undefined : first, at), result: accu(at) }, at);
}

function transformMap(call: WrittenCall, target: Expr): Expanded {
  return transform(call, target, (loop, value) => ['cel.@mapInsert', [accu(call.at), identExpr(loop.variable, call.args[0]?.at ?? call.at), value]]);
}

function transformMapEntry(call: WrittenCall, target: Expr): Expanded {
  return transform(call, target, (_, value) => ['cel.@mapInsert', [accu(call.at), value]]);
}

function transform(call: WrittenCall, target: Expr, insert: (loop: Loop, value: Expr) => readonly [string, readonly Expr[]]): Expanded {
  const loop = loopOf(call, 2), { at } = call;
  if ('message' in loop) return loop;
  const [first, second] = loop.rest, [fn, args] = insert(loop, second ?? first ?? yes(at));
  const add = callExpr(fn, args, at), step = second === undefined || first === undefined ? add : callExpr('_?_:_', [first, add, accu(at)], at);
  return comprehension(target, loop, { init: { kind: 'map', entries: [], at }, condition: yes(at), step, result: accu(at) }, at);
}

/** `target.optMap(v, e)`: e with v bound to the value, if there is one. */
function optMap(call: WrittenCall, target: Expr): Expanded {
  const [variable, body = yes(call.at)] = call.args, { at } = call;
  if (variable?.kind !== 'ident') return { at: variable?.at ?? at, message: `${call.name}() variable name must be a simple identifier` };
  const value: Expr = { kind: 'call', fn: 'value', target, args: [], at };
  const bound: Expr = {
    kind: 'comprehension', range: { kind: 'list', elements: [], at }, variable: '#unused', variable2: undefined, accumulator: variable.name, init: value,
    condition: literalExpr({ type: 'bool', value: false }, at), step: identExpr(variable.name, variable.at), result: body, at
  };
  const some: Expr = call.name === 'optMap' ? { kind: 'call', fn: 'optional.of', target: undefined, args: [bound], at } : bound;
  return callExpr('_?_:_', [{ kind: 'call', fn: 'hasValue', target, args: [], at }, some, callExpr('optional.none', [], at)], at);
}
