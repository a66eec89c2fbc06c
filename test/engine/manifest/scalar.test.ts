import assert from 'node:assert/strict';
import { parseManifests } from '../../../engine/src/manifest/file';
import { FieldPath } from '../../../engine/src/core/fieldPath';

function valueOf(text: string): unknown {
  return parseManifests(`v: ${text}\n`).documents[0]?.value;
}

suite('YAML scalars as goyaml.v2 resolves them', () => {
  const rows: readonly (readonly [string, unknown])[] = [
    ['y', true], ['Y', true], ['yes', true], ['Yes', true], ['YES', true], ['yEs', 'yEs'], ['on', true], ['On', true], ['ON', true], ['oN', 'oN'],
    ['true', true], ['True', true], ['TRUE', true], ['tRUE', 'tRUE'], ['n', false], ['N', false], ['no', false], ['No', false], ['NO', false],
    ['off', false], ['Off', false], ['OFF', false], ['false', false], ['False', false], ['FALSE', false], ['t', 't'], ['f', 'f'],
    ['~', null], ['null', null], ['Null', null], ['NULL', null], ['', null], ['nULL', 'nULL'], ['"yes"', 'yes'], ['\'~\'', '~'], ['""', ''],
    ['0', 0], ['00', 0], ['7', 7], ['-7', -7], ['+7', 7], ['-0', 0], ['0755', 493], ['0o755', 493], ['0O17', 15], ['-0755', -493], ['0b101', 5], ['-0b101', -5],
    ['0B11', 3], ['0x1F', 31], ['0X1f', 31], ['-0x10', -16], ['0xg', '0xg'], ['0b2', '0b2'], ['089', 89], ['08', 8], ['0o8', '0o8'],
    ['1_000', 1000], ['1__0_', 10], ['_1', '_1'], ['1_000.5', 1000.5], ['1:30', '1:30'], ['190:20:30', '190:20:30'],
    ['1.5', 1.5], ['1.', 1], ['.5', 0.5], ['-.5', -0.5], ['+.5e1', 5], ['1e3', 1000], ['1E-2', 0.01], ['1e400', '1e400'], ['.5e400', '.5e400'], ['.1_0', '.1_0'],
    ['1.2.3', '1.2.3'], ['.', '.'], ['0x1p4', '0x1p4'], ['1e', '1e'], ['12e03', 12000], ['100m', '100m'], ['1Gi', '1Gi'],
    ['2001-01-01', '2001-01-01'], ['2001-12-14T21:59:43.10-05:00', '2001-12-14T21:59:43.10-05:00'], ['"12"', '12'],
    ['!!str 12', '12'], ['!!str', ''], ['!!int "3"', 3], ['!!float 1', 1], ['!!bool "on"', true], ['!!null ""', null], ['!!binary aMOpbGxv', 'h\u00e9llo'],
    ['! 12', '12'], ['!mine 12', '12'], ['!mine {a: 1}', { a: 1 }], ['!!timestamp 2001-01-01', '2001-01-01'],
    ['18446744073709551615', 18446744073709552000], ['18446744073709551616', 18446744073709552000], ['-9223372036854775809', -9223372036854776000]
  ];
  for (const [text, expected] of rows) {
    test(`${JSON.stringify(text)} is ${JSON.stringify(expected)}`, () => { assert.deepEqual(valueOf(text), { v: expected }); });
  }

  const keys: readonly (readonly [string, string])[] = [
    ['1', '1'], ['0x10', '16'], ['on', 'true'], ['n', 'false'], ['1.5', '1.5'], ['1e3', '1000'], ['1e6', '1e+06'], ['1234567.0', '1.234567e+06'],
    ['0.00001', '1e-05'], ['0.1', '0.1'], ['.inf', '.inf'], ['-.inf', '-.inf'], ['.nan', '.nan'], ['"1"', '1'], ['__proto__', '__proto__'], ['2001-01-01', '2001-01-01']
  ];
  for (const [text, expected] of keys) {
    test(`the key ${text} becomes ${expected}`, () => {
      const value = parseManifests(`${text}: v\n`).documents[0]?.value;
      assert.deepEqual(Object.keys(value as object), [expected]);
    });
  }

  test('integers that a JavaScript number cannot hold keep theirs, up to 64 bits', () => {
    const [document] = parseManifests('a: 9007199254740993\nb: -9223372036854775808\nc: 12\nd: 9223372036854775808\ne: 0x7fffffffffffffff\n').documents;
    const digits = ['a', 'b', 'c', 'd', 'e'].map(key => document?.numberText(FieldPath.of(key)));
    assert.deepEqual(digits, ['9007199254740993', '-9223372036854775808', undefined, undefined, '9223372036854775807']);
  });
});
