import assert from 'node:assert/strict';
import { compileCel } from '../../../../engine/src/api/cel/compile';
import { policyCompiler } from '../../../../engine/src/api/cel/policyCompiler';
import { goTypeText, int, listOf, mapOf, objectType, string, type CelType } from '../../../../engine/src/api/cel/celType';

const variables = new Map<string, CelType>([
  ['self', objectType('selfType', { name: string, size: int, tags: listOf(string), labels: mapOf(string, string) })], ['dynamic', { kind: 'dyn' }]
]);

const types: readonly (readonly [string, string])[] = [
  ['self.size + 1', 'int'], ['self.tags.map(t, size(t))', 'list(int)'], ['self.labels', 'map(string, string)'], ['self.tags.all(t, t.startsWith("a"))', 'bool'],
  ['dynamic.x.y', 'dyn'], ['[]', 'list(dyn)'], ['{"a": [1]}', 'map(string, list(int))'], ['self.?name', 'optional_type(string)'], ['self.?name.orValue("x")', 'string'],
  ['type(1)', 'type(int)'], ['1 < 2.0', 'bool'], ['timestamp("2026-01-01T00:00:00Z")', 'google.protobuf.Timestamp'], ['quantity("1Gi").add(1)', 'kubernetes.Quantity'],
  ['self.labels.transformList(k, v, k + v)', 'list(string)'], ['self.labels.transformMap(k, v, size(v))', 'map(string, int)'], ['[3, 1].sort()', 'list(int)'], ['cidr("10.0.0.0/8").containsIP("10.1.1.1")', 'bool']
];

const faults: readonly (readonly [string, string])[] = [
  ['x', "1:1: undeclared reference to 'x' (in container '')"], ['self.nope', "1:5: undefined field 'nope'"], ['self.size.x', "1:10: type 'int' does not support field selection"],
  ['self.size + self.name', "1:11: found no matching overload for '_+_' applied to '(int, string)'"], ['self.name.startsWith(1)', "1:21: found no matching overload for 'startsWith' applied to 'string.(int)'"],
  ['nope(1)', "1:5: undeclared reference to 'nope' (in container '')"], ['[1, "a"]', "1:5: expected type 'int' but found 'string'"],
  ['self.size.all(x, x > 0)', "1:5: expression of type 'int' cannot be range of a comprehension (must be list, map, or dynamic)"],
  ['self.name.matches("[")', '1:19: invalid matches argument'], ['duration("1x") > duration("1s")', '1:10: invalid duration argument']
];

suite('CEL checker', () => {
  for (const [source, type] of types) {
    test(`${source} is a ${type}`, () => {
      const compiled = compileCel(source, variables);
      assert.equal(compiled.ok ? goTypeText(compiled.program.checked.type) : compiled.error, type);
    });
  }
  for (const [source, fault] of faults) {
    test(`refuses ${source}`, () => {
      const compiled = compileCel(source, variables);
      assert.equal(compiled.ok ? 'accepted' : compiled.error.split('\n')[0], `ERROR: <input>:${fault}`);
    });
  }
});

suite('policy compiler', () => {
  const open = { params: 'absent', authorizer: 'declared' } as const;

  test('a condition must be a bool', () => {
    assert.equal(policyCompiler('none').check('1 + 1', 'bool', open), 'must evaluate to bool but got int');
    assert.equal(policyCompiler('none').check('1', 'stringOrNull', open), 'must evaluate to one of [string null_type] but got int');
  });

  test('variables are known to the expressions behind them, and to no others', () => {
    const compiler = policyCompiler('variables');
    assert.equal(compiler.declare('size', 'size(object.spec.tags)', open), undefined);
    assert.equal(compiler.check('variables.size > 1', 'bool', open), undefined);
    assert.match(compiler.check('variables.other > 1', 'bool', open) ?? '', /undefined field 'other'/);
    assert.match(policyCompiler('none').check('variables.size > 1', 'bool', open) ?? '', /undeclared reference to 'variables'/);
  });

  test('the authorizer is only there where it is declared', () => {
    assert.equal(policyCompiler('none').check("authorizer.group('').resource('pods').namespace('x').check('create').allowed()", 'bool', open), undefined);
    assert.equal(policyCompiler('none').check("authorizer.requestResource.check('get').allowed()", 'bool', open), undefined);
    assert.match(policyCompiler('none').check('authorizer.requestResource.check("get").allowed()', 'bool', { params: 'absent', authorizer: 'absent' }) ?? '', /undeclared reference to 'authorizer'/);
  });
});
