import assert from 'node:assert/strict';
import fc from 'fast-check';
import { didYouMean } from '../../../engine/src/core/didYouMean';

suite('did you mean', () => {
  const fields = ['containers', 'initContainers', 'ephemeralContainers', 'restartPolicy', 'hostPID', 'hostIPC', 'os', 'replicas'];
  const rows: [typed: string, meant: string | undefined][] = [
    ['container', 'containers'], ['contaniers', 'containers'], ['Containers', 'containers'], ['restartpolicy', 'restartPolicy'], ['replcas', 'replicas'],
    ['hostPIC', 'hostIPC'], ['oss', 'os'], ['zzzzz', undefined], ['', undefined], ['containers', undefined], ['x'.repeat(100_000), undefined]
  ];
  for (const [typed, meant] of rows) test(`${typed.slice(0, 20)} → ${meant}`, () => assert.equal(didYouMean(typed, fields), meant));

  test('among equally near names the first by name, whatever their order', () => {
    assert.equal(didYouMean('cat', ['hat', 'bat']), 'bat');
    assert.equal(didYouMean('cat', ['bat', 'hat']), 'bat');
  });

  test('it finds any name with one letter dropped', () => {
    fc.assert(fc.property(fc.constantFrom(...fields.filter(name => name.length > 3)), fc.nat(), (name, n) => {
      const at = n % name.length;
      assert.notEqual(didYouMean(name.slice(0, at) + name.slice(at + 1), fields), undefined);
    }));
  });
});
