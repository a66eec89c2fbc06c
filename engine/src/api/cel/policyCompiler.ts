import { policyVariables } from './admissionTypes';
import { compileCel, type Program } from './compile';
import { dyn, goTypeText, type CelType } from './celType';

/** Which variables an expression may speak of, beside `object`, `oldObject`, `request` and `namespaceObject`. */
export interface PolicyVariables {
  readonly params: 'declared' | 'absent';
  readonly authorizer: 'declared' | 'absent';
}

/** The type that an expression must have: of a condition, of a message, of an audit annotation's value, of a variable. */
export type PolicyResult = 'bool' | 'string' | 'stringOrNull' | 'any';

/** A program, or what is wrong with the expression in the server's words. */
export type PolicyCompiled = { readonly ok: true; readonly program: Program } | { readonly ok: false; readonly error: string };

/**
 * Compiles the expressions of admission policies and match conditions as `plugincel.Compiler` does
 * (apiserver/pkg/admission/plugin/cel/compile.go and composition.go, v1.36).
 */
export interface PolicyCompiler {
  compile(expression: string, result: PolicyResult, variables: PolicyVariables): PolicyCompiled;
  /** What is wrong with an expression, in the server's words; undefined when nothing is. */
  check(expression: string, result: PolicyResult, variables: PolicyVariables): string | undefined;
  /** The same for a variable, which later expressions may name as `variables.NAME`. */
  declare(name: string, expression: string, variables: PolicyVariables): string | undefined;
}

const wanted: Record<PolicyResult, readonly string[]> = { bool: ['bool'], string: ['string'], stringOrNull: ['string', 'null_type'], any: [] };

/** A compiler without variables of its own, or one that collects those of a policy. */
export function policyCompiler(composition: 'variables' | 'none'): PolicyCompiler {
  const own = new Map<string, CelType>();
  const ownType: CelType | undefined = composition === 'variables' ? { kind: 'object', name: 'kubernetes.variables', fields: own } : undefined;
  const compile: PolicyCompiler['compile'] = (expression, result, variables) => {
    const compiled = compileCel(expression, policyVariables(variables, ownType));
    if (!compiled.ok) return { ok: false, error: `compilation failed: ${compiled.error}` };
    const types = wanted[result], found = goTypeText(compiled.program.checked.type);
    if (types.length === 0 || types.includes(found)) return compiled;
    return { ok: false, error: types.length === 1 ? `must evaluate to ${types[0] ?? ''} but got ${found}` : `must evaluate to one of [${types.join(' ')}] but got ${found}` };
  };
  return {
    compile,
    check(expression, result, variables) {
      const compiled = compile(expression, result, variables);
      return compiled.ok ? undefined : compiled.error;
    },
    declare(name, expression, variables) {
      const compiled = compile(expression, 'any', variables);
      // A variable that does not compile has no type, yet it is there: whoever names it gets no second complaint.
      own.set(name, compiled.ok ? compiled.program.checked.type : dyn);
      return compiled.ok ? undefined : compiled.error;
    }
  };
}
