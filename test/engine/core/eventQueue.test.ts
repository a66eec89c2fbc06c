import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EventQueue } from '../../../engine/src/core/eventQueue';

suite('eventQueue', () => {
  test('events come in order of time, then of id; cancelled ones never; a restored queue goes on the same', () => {
    fc.assert(fc.property(fc.array(fc.record({ atMs: fc.nat(5), cancel: fc.boolean() }), { maxLength: 60 }), fc.nat(60), (rows, cut) => {
      const queue = new EventQueue<{ id: number; atMs: number }>();
      rows.forEach((row, id) => queue.push({ id, atMs: row.atMs }));
      rows.forEach((row, id) => { if (row.cancel) queue.cancel(id); });
      const wanted = rows.map((row, id) => ({ id, ...row })).filter(row => !row.cancel).sort((a, b) => a.atMs - b.atMs || a.id - b.id).map(row => row.id);
      const seen: number[] = [];
      for (let i = 0; i < cut; i++) { const next = queue.pop(); if (next !== undefined) seen.push(next.id); }
      const copy = new EventQueue<{ id: number; atMs: number }>();
      copy.restore(queue.snapshot());
      for (let next = copy.pop(); next !== undefined; next = copy.pop()) seen.push(next.id);
      assert.deepEqual(seen, wanted);
    }));
  });
});
