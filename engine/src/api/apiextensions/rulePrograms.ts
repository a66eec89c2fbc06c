import type { ValidationRule } from '../../../generated/types';
import { compileCel, type Program } from '../cel/compile';
import type { Variables } from '../cel/checker';
import { goTypeText, optionalOf } from '../cel/celType';
import { rulesOf, type Schema } from './schema';
import { schemaFieldPath } from './schemaFieldPath';
import { schemaType, type SchemaType } from './schemaTypes';

/** One compiled rule of a schema (`compileRule`, apiserver/schema/cel/compilation.go, v1.36). */
export interface RuleProgram {
  readonly rule: ValidationRule;
  /** Undefined for an empty rule, or with an error. */
  readonly program: Program | undefined;
  readonly error: string | undefined;
  readonly usesOldSelf: boolean;
  readonly message: Program | undefined;
  readonly messageError: string | undefined;
  /** `fieldPath` as a path below the schema's own. */
  readonly fieldPath: string;
}

const compiledRules = new WeakMap<Schema, readonly RuleProgram[]>();

/** The rules of a schema, compiled against its type. Remembered by schema. */
export function rulePrograms(schema: Schema, isResource: boolean): readonly RuleProgram[] {
  const known = compiledRules.get(schema);
  if (known !== undefined) return known;
  const type = rulesOf(schema).length === 0 ? undefined : schemaType(schema, isResource);
  const programs = type === undefined ? [] : rulesOf(schema).map(rule => compileRule(rule, schema, type));
  compiledRules.set(schema, programs);
  return programs;
}

function compileRule(rule: ValidationRule, schema: Schema, { type }: SchemaType): RuleProgram {
  const nothing: RuleProgram = { rule, program: undefined, error: undefined, usesOldSelf: false, message: undefined, messageError: undefined, fieldPath: '' };
  if ((rule.rule ?? '').trim() === '') return nothing;
  const variables: Variables = new Map([['self', type], ['oldSelf', rule.optionalOldSelf === true ? optionalOf(type) : type]]);
  const compiled = compileCel(rule.rule ?? '', variables);
  if (!compiled.ok) return { ...nothing, error: `compilation failed: ${compiled.error}` };
  if (goTypeText(compiled.program.checked.type) !== 'bool') return { ...nothing, error: 'cel expression must evaluate to a bool' };
  const path = (rule.fieldPath ?? '') === '' ? undefined : schemaFieldPath(rule.fieldPath ?? '', schema);
  return {
    ...nothing, program: compiled.program, usesOldSelf: compiled.program.checked.names.has('oldSelf'),
    ...messageProgram(rule.messageExpression ?? '', variables), fieldPath: path?.ok === true ? path.path.toString() : ''
  };
}

function messageProgram(expression: string, variables: Variables): Pick<RuleProgram, 'message' | 'messageError'> {
  if (expression === '') return { message: undefined, messageError: undefined };
  const compiled = compileCel(expression, variables);
  if (!compiled.ok) return { message: undefined, messageError: `messageExpression compilation failed: ${compiled.error}` };
  if (goTypeText(compiled.program.checked.type) !== 'string') return { message: undefined, messageError: 'messageExpression must evaluate to a string' };
  return { message: compiled.program, messageError: undefined };
}
