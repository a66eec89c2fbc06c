import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addQuantity, compareQuantity, milliValueOf, parseQuantity, quantityOf, quantityText, roundUpQuantity, subtractQuantity, valueOf } from '../../../engine/src/core/quantity';

suite('quantity', () => {
  const canonical: readonly (readonly [string, string])[] = [
    ['0', '0'], ['m', '0'], ['1', '1'], ['1000m', '1'], ['100m', '100m'], ['0.1', '100m'], ['.5', '500m'], ['+5', '+5'], ['-1500m', '-1500m'],
    ['1024Mi', '1Gi'], ['1536Mi', '1536Mi'], ['1.5Gi', '1536Mi'], ['0.5Gi', '512Mi'], ['512', '512'], ['1023', '1023'], ['64Ki', '64Ki'],
    ['1e3', '1e3'], ['1E3', '1E3'], ['12e6', '12e6'], ['1000k', '1M'], ['1.500', '1.500'], ['0.0000000001', '1n'], ['9223372036854775808Ki', '9223372036854775807'],
    ['1Ei', '1Ei'], ['100Mi', '100Mi'], ['8Mi', '8Mi'], ['16Mi', '16Mi']
  ];
  for (const [text, expected] of canonical) test(`${text} prints as ${expected}`, () => assert.equal(quantityText(quantityOf(text)), expected));

  for (const text of ['', 'abc', '1.1.1', '1Gb', '--1', '1e', '1 Gi', 'ClientIP', '1e99999999999999999999', '💥', '\u0000']) {
    test(`${JSON.stringify(text)} is refused`, () => assert.equal(parseQuantity(text).ok, false));
  }

  test('exponents beyond all measure cost nothing', () => {
    assert.equal(compareQuantity(quantityOf('1e2000000000'), quantityOf('1e1999999999')), 1);
    assert.equal(quantityText(quantityOf('1e-2000000000')), '1e-9');
    assert.equal(compareQuantity(quantityOf('-1e2000000000'), quantityOf('1')), -1);
    assert.equal(milliValueOf('1e2000000000'), Number.MAX_SAFE_INTEGER);
  });

  test('sums and differences are exact where floating point is not', () => {
    assert.equal(quantityText(addQuantity(quantityOf('100m'), quantityOf('200m'))), '300m');
    assert.equal(quantityText(subtractQuantity(quantityOf('1Gi'), quantityOf('1Mi'))), '1023Mi');
    assert.equal(quantityText(roundUpQuantity(quantityOf('1.0001'), -3)), '1001m');
  });

  test('values and thousandths are rounded away from zero', () => {
    assert.equal(milliValueOf('1.0001'), 1001);
    assert.equal(valueOf('100m'), 1);
    assert.equal(valueOf('1Ki'), 1024);
  });

  test('what is printed reads as the same value, for any form', () => {
    const suffix = fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'P', 'Ki', 'Mi', 'Gi', 'Ti', 'e3', 'E-2');
    fc.assert(fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.nat(999), suffix, (whole, fraction, unit) => {
      const quantity = quantityOf(`${whole}.${fraction}${unit}`);
      assert.equal(compareQuantity(quantityOf(quantityText(quantity)), quantity), 0);
    }));
  });

  test('any text is read or refused', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789.+-eEinumkKMGTP') })), text => {
      const parsed = parseQuantity(text);
      if (parsed.ok) quantityText(parsed.quantity);
    }));
  });
});
