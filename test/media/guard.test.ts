import assert from 'node:assert/strict';
import fc from 'fast-check';
import { count, dictionary, flag, list, literal, number, object, optional, text, union } from '../../media/src/guard';
import { hostMessage, pageMessage, panelState, workerMessage, workerRequest } from '../../media/src/protocol';

suite('panel: guards', () => {
  const shape = object({ name: text, size: optional(count), tags: list(text) });

  const rows: readonly (readonly [string, boolean])[] = [
    ['a number that is none', number(NaN)], ['an infinite number', number(Infinity)], ['a negative count', count(-1)], ['a fraction as count', count(1.5)], ['text as flag', flag('true')],
    ['an unknown literal', literal('a', 'b')('c')], ['a list with a hole', list(text)(['a', undefined])], ['a missing field', shape({ tags: [] })], ['a wrong optional field', shape({ name: 'a', tags: [], size: 'big' })],
    ['an array as object', shape([])], ['null', shape(null)], ['an inherited field', shape(Object.create({ name: 'a', tags: [] }))], ['a dictionary of others', dictionary(number)({ a: 'b' })],
    ['an unknown variant', union({ a: object({}) })({ type: 'b' })], ["a variant named like a method", union({ a: object({}) })({ type: 'toString' })]
  ];
  for (const [what, accepted] of rows) test(`${what} is refused`, () => assert.equal(accepted, false));

  test('the right shape passes, with and without what is optional', () => {
    assert.equal(shape({ name: 'a', tags: ['b'] }), true);
    assert.equal(shape({ name: 'a', tags: [], size: 3, more: true }), true);
  });
});

suite('panel: protocol', () => {
  const guards = { hostMessage, pageMessage, workerMessage, workerRequest, panelState };
  for (const [name, guard] of Object.entries(guards)) {
    test(`${name} answers any value without throwing, and refuses what has no type of its own`, () => {
      fc.assert(fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), value => {
        const accepted = guard(value);
        assert.equal(accepted, false);
      }));
    });
  }

  test('a run is accepted as the host sends it and refused with any part missing', () => {
    const request = { files: [{ file: 'file:///a.yaml', label: 'a.yaml', text: '' }], cluster: [], seed: 1, untilMs: 600_000, minor: 36 };
    assert.equal(hostMessage({ type: 'run', title: 'a', request }), true);
    for (const key of Object.keys(request)) assert.equal(hostMessage({ type: 'run', title: 'a', request: { ...request, [key]: undefined } }), false, key);
  });
});
