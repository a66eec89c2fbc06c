import assert from 'node:assert/strict';
import { didYouMean } from '../../../server/src/check/didYouMean';

suite('did you mean', () => {
  const fields = ['replicas', 'selector', 'template', 'strategy', 'minReadySeconds', 'containers', 'command', 'args', 'env', 'image'];
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['replica', 'replicas'], ['Replicas', 'replicas'], ['relpicas', 'replicas'], ['container', 'containers'], ['evn', 'env'], ['en', 'env'],
    ['imgae', 'image'], ['minreadyseconds', 'minReadySeconds'], ['xyz', undefined], ['', undefined], ['zzzzzzzzzz', undefined], ['a'.repeat(100_000), undefined]
  ];
  for (const [typed, meant] of rows) {
    test(`${typed.slice(0, 20)} → ${meant ?? 'nothing'}`, () => { assert.equal(didYouMean(typed, fields), meant); });
  }

  test('the first of equally near ones is meant', () => { assert.equal(didYouMean('ab', ['aa', 'bb']), 'aa'); });
  test('a limit of its own', () => { assert.equal(didYouMean('networking.k8s.oi/v1', ['networking.k8s.io/v2'], 1), undefined); });
});
