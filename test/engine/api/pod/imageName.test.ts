import assert from 'node:assert/strict';
import { imageTag } from '../../../../engine/src/api/pod/imageName';

suite('image names', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const rows: [image: string, tag: string | undefined][] = [
    ['nginx', 'latest'], ['nginx:1.27', '1.27'], ['nginx:latest', 'latest'], ['library/nginx', 'latest'],
    ['registry.example.com:5000/team/app', 'latest'], ['registry.example.com:5000/team/app:v1', 'v1'], ['localhost/app', 'latest'],
    [`nginx@${digest}`, undefined], [`nginx:1@${digest}`, '1'], ['nginx@sha256:abc', undefined],
    ['Nginx', undefined], ['HOST/app:v1', 'v1'], ['a b', undefined], ['', undefined], ['nginx:', undefined], ['a//b', undefined],
    ['f'.repeat(64), undefined], ['[::1]:5000/app', 'latest']
  ];
  for (const [image, tag] of rows) test(`${image.slice(0, 60) || 'nothing'} has ${tag ?? 'no tag'}`, () => assert.equal(imageTag(image), tag));
});
