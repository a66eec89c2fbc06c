import assert from 'node:assert/strict';
import { listedAs } from '../../server/src/kustomization';

/** A disk with these files. */
function role(path: string, files: Readonly<Record<string, string>>): string | undefined {
  return listedAs(path, asked => Object.hasOwn(files, asked) ? files[asked] : undefined);
}

suite('files of a kustomization', () => {
  const overlay = 'resources: [../base, extra.yaml]\npatches:\n- path: ./web.yaml\n- patch: "x"\n- target: {kind: A}\n  path: deep/cpu.yaml\npatchesStrategicMerge: [old.yaml, "a: 1"]\n';
  const files = { '/o/kustomization.yaml': overlay };

  test('patches are known by any name', () => {
    assert.deepEqual(['/o/web.yaml', '/o/deep/cpu.yaml', '/o/old.yaml'].map(path => role(path, files)), ['patch', 'patch', 'patch']);
  });
  test('resources are resources', () => { assert.equal(role('/o/extra.yaml', files), 'resource'); });
  test('other files are nothing', () => { assert.deepEqual([role('/o/other.yaml', files), role('/web.yaml', files), role('web.yaml', {})], [undefined, undefined, undefined]); });
  for (const text of ['', '[', '7', 'patches: 7', 'patches: [7, null, {path: 7}]', 'resources: {a: b}']) {
    test(`a strange kustomization lists nothing: ${text}`, () => { assert.equal(role('/o/web.yaml', { '/o/kustomization.yml': text }), undefined); });
  }
});
