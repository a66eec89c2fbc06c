import assert from 'node:assert/strict';
import { FieldPath } from '../../../../engine/src/core/fieldPath';
import { fieldAt } from '../../../../engine/src/api/schema/fieldAt';
import { schemasFor } from '../../../../engine/src/api/schema/schemaStore';

const pod = 'io.k8s.api.core.v1.Pod';
const spec = FieldPath.of('spec');

function check(path: FieldPath, expected: readonly [owner: string, field: string | undefined, type: string] | undefined, definition = pod): void {
  const store = schemasFor('1.36');
  assert.ok(store);
  const found = fieldAt(store, definition, path);
  assert.deepEqual(found && [found.owner.name.slice(found.owner.name.lastIndexOf('.') + 1), found.field?.name, found.schema.type], expected);
}

suite('the field at a path', () => {
  test('a field of a struct', () => check(spec.child('restartPolicy'), ['PodSpec', 'restartPolicy', 'string']));
  test('a list', () => check(spec.child('containers'), ['PodSpec', 'containers', 'array']));
  test('an element of a list belongs to the list\'s field', () => check(spec.child('containers').index(3), ['PodSpec', 'containers', 'object']));
  test('a field of an element', () => check(spec.child('containers').index(0).child('ports').index(1).child('hostPort'), ['ContainerPort', 'hostPort', 'integer']));
  test('a key of a map', () => check(FieldPath.of('metadata', 'labels').key('app'), ['ObjectMeta', 'labels', 'string']));
  test('a key of a map written as a child', () => check(spec.child('nodeSelector', 'disk'), ['PodSpec', 'nodeSelector', 'string']));
  test('below free JSON all is free', () => check(FieldPath.of('data', 'x').index(0), ['ControllerRevision', 'data', 'any'], 'io.k8s.api.apps.v1.ControllerRevision'));
  test('the root', () => check(FieldPath.root, ['Pod', undefined, 'object']));
  test('an unknown field', () => check(spec.child('container'), undefined));
  test('a name of Object.prototype', () => check(spec.child('constructor'), undefined));
  test('a position where there is no list', () => check(spec.index(0), undefined));
  test('a field of a scalar', () => check(spec.child('restartPolicy', 'x'), undefined));
  test('an unknown definition', () => check(spec, undefined, 'none'));
});
