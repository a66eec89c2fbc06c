import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileCel } from '../../../../engine/src/api/cel/compile';
import { evaluate } from '../../../../engine/src/api/cel/interpreter';
import { isFailure, type CelValue } from '../../../../engine/src/api/cel/values';
import { dyn } from '../../../../engine/src/api/cel/celType';

function run(source: string, x: CelValue = null): CelValue {
  const compiled = compileCel(source, new Map([['x', dyn]]));
  assert.ok(compiled.ok, compiled.ok ? '' : compiled.error);
  return evaluate(compiled.program, { variables: new Map([['x', x]]) }).value;
}

const truths: readonly string[] = [
  '1 + 2 * 3 == 7', '7 / 2 == 3 && -7 / 2 == -3 && -7 % 2 == -1', 'dyn(1) == 1.0 && dyn(1u) == 1 && 1 < 1.5', '"a" + "b" == "ab"', '[1] + [2] == [1, 2]', '"é".size() == 1', 'size(b"é") == 2',
  '[1, 2, 3].exists(i, i == 2) && ![1, 2].all(i, i > 1)', '[1, 2, 3].filter(i, i > 1).map(i, i * 2) == [4, 6]', '[1, 1, 2].exists_one(i, i == 2)', '{"a": 1}.a == 1 && "a" in {"a": 1}', 'has({"a": 1}.a) && !has({"a": 1}.b)',
  '{"a": 1}[?"b"].orValue(5) == 5', 'optional.of(1).optMap(v, v + 1).value() == 2', '[1, 2].transformMap(i, v, v * 10) == {0: 10, 1: 20}', '{"a": 1}.transformList(k, v, k) == ["a"]',
  'timestamp("2026-01-01T00:00:00Z") + duration("1h") == timestamp("2026-01-01T01:00:00Z")', 'timestamp("2026-02-03T04:05:06Z").getDayOfWeek() == 2', 'timestamp("2026-02-03T23:00:00Z").getDate("+02:00") == 4', 'duration("90m").getHours() == 1',
  'string(duration("1h30m")) == "5400s"', 'string(timestamp("2026-01-01T00:00:00.5Z")) == "2026-01-01T00:00:00.5Z"', 'int("12") == 12 && double("1.5") == 1.5 && string(1.0) == "1"', 'type(1) == int && type([]) == list && type("") == string',
  '"a,b".split(",") == ["a", "b"] && ["a", "b"].join("-") == "a-b"', '"hello".substring(1, 3) == "el" && "hello".charAt(4) == "o"', '"tacocat".indexOf("ac", 3) == -1 && "tacocat".lastIndexOf("c") == 4', '"aXa".lowerAscii().replace("a", "b", 1) == "bxa"',
  '"%s has %d at %.1f".format([dyn("x"), 2, 1.5]) == "x has 2 at 1.5"', '"abc123".find("[0-9]+") == "123" && "1a2".findAll("[0-9]") == ["1", "2"]', '"abc".matches("^a.c$")',
  '[1, 3, 2].sort() == [1, 2, 3] && [1, 2].sum() == 3 && [3, 1].min() == 1 && [1, 2].isSorted()', '[[1], [2]].flatten() == [1, 2] && [1, 1].distinct() == [1] && lists.range(3) == [0, 1, 2]', 'sets.contains([1, 2], [2]) && sets.equivalent([1, 2], [2, 1, 1])',
  'quantity("1Gi").isGreaterThan(quantity("1G")) && quantity("500m").add(quantity("500m")).asInteger() == 1', 'isQuantity("5") && !isQuantity("x")', 'url("https://a.b:80/c?d=e").getHostname() == "a.b" && url("https://a.b:80/c?d=e").getQuery() == {"d": ["e"]}', 'isURL("/x") && !isURL("x")',
  'ip("10.0.0.1").family() == 4 && ip("::1").isLoopback() && !isIP("10.0.0.256")', 'cidr("10.0.0.0/8").containsIP(ip("10.1.1.1")) && cidr("10.0.0.0/8").containsCIDR("10.1.0.0/16")', 'semver("1.2.3").isLessThan(semver("1.10.0")) && isSemver("v1.0", true)',
  '!format.dns1123Label().validate("Bad").value().isSorted() || true', 'format.dns1123Label().validate("good") == optional.none()', 'true || 1 / 0 == 0', '1 / 0 == 0 || true'
];

const failures: readonly (readonly [string, string])[] = [
  ['1 / 0', 'division by zero'], ['9223372036854775807 + 1', 'integer overflow'], ['{"a": 1}["b"]', 'no such key: b'], ['[1][5]', 'index out of bounds: 5'], ['x.y', 'no such overload'], ['1u - 2u', 'unsigned integer overflow'],
  ['optional.none().value()', 'optional.none() dereference']
];

suite('CEL interpreter', () => {
  for (const source of truths) test(source, () => { assert.equal(run(source), true); });
  for (const [source, message] of failures) {
    test(`${source} fails: ${message}`, () => {
      const value = run(source);
      assert.equal(isFailure(value) ? value.message : value, message);
    });
  }

  test('endless work ends at the cost limit', () => {
    const list = `[${Array(60).fill('1').join(',')}]`;
    const value = run(`${list}.all(a, ${list}.all(b, ${list}.all(c, ${list}.all(d, a + b + c + d > 0))))`);
    assert.equal(isFailure(value) && value.message, 'operation cancelled: actual cost limit exceeded');
  });

  test('arithmetic agrees with big integers', () => {
    const int = fc.bigInt({ min: -(2n ** 31n), max: 2n ** 31n });
    fc.assert(fc.property(int, int, (a, b) => {
      assert.equal(run(`(${a}) * (${b}) + (${a}) - (${b})`), a * b + a - b);
      assert.equal(run(`(${a}) < (${b})`), a < b);
    }));
  });
});
