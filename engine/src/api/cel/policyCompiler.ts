/** Which variables an expression may speak of, beside `object`, `oldObject`, `request` and `namespaceObject`. */
export interface PolicyVariables {
  readonly params: 'declared' | 'absent';
  readonly authorizer: 'declared' | 'absent';
}

/** The type that an expression must have: of a condition, of a message, of an audit annotation's value, of a variable. */
export type PolicyResult = 'bool' | 'string' | 'stringOrNull' | 'any';

/**
 * Checks the expressions of admission policies and match conditions as `plugincel.Compiler` does
 * (apiserver/pkg/admission/plugin/cel/compile.go, v1.36).
 */
export interface PolicyCompiler {
  /** What is wrong with an expression, in the server's words; undefined when nothing is. */
  check(expression: string, result: PolicyResult, variables: PolicyVariables): string | undefined;
  /** The same for a variable, which later expressions may name as `variables.NAME`. */
  declare(name: string, expression: string, variables: PolicyVariables): string | undefined;
}

/** A compiler without variables of its own, or one that collects those of a policy. */
export function policyCompiler(_composition: 'variables' | 'none'): PolicyCompiler {
  return { check: () => undefined, declare: () => undefined };
}
