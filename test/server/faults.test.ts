import assert from 'node:assert/strict';
import { CancellationToken, CancellationTokenSource, LSPErrorCodes, ResponseError, type Connection } from 'vscode-languageserver/node';
import { Faults } from '../../server/src/faults';
import { inSlices } from '../../server/src/slices';

/** Faults that write into lists. */
function recording(): { readonly faults: Faults; readonly logged: string[]; readonly shown: string[] } {
  const logged: string[] = [];
  const shown: string[] = [];
  const connection = { console: { error: (text: string) => logged.push(text) }, window: { showErrorMessage: (text: string) => shown.push(text) } };
  return { faults: new Faults(connection as unknown as Connection), logged, shown };
}

suite('a feature that fails', () => {
  test('answers with nothing, is logged each time and shown once', async () => {
    const { faults, logged, shown } = recording();
    const broken = faults.guard<number, string>('Hover', 'nothing', () => { throw new Error('boom'); });
    assert.deepEqual([await broken(1, CancellationToken.None), await broken(2, CancellationToken.None)], ['nothing', 'nothing']);
    assert.equal(logged.length, 2);
    assert.match(logged[0] ?? '', /Hover failed: Error: boom/u);
    assert.deepEqual(shown, ['Clusterville: Hover failed (boom). Everything else keeps working; the details are in the output.']);
  });

  test('does not silence another one', async () => {
    const { faults, shown } = recording();
    await faults.guard('Hover', null, () => { throw new Error('a'); })(0, CancellationToken.None);
    await faults.guard('Outline', null, () => Promise.reject(new Error('b')))(0, CancellationToken.None);
    assert.equal(shown.length, 2);
  });

  test('a cancelled request is answered so, and its handler not called', async () => {
    const { faults, logged } = recording();
    let called = false;
    const handler = faults.guard<number, null>('Hover', null, () => { called = true; return null; });
    await assert.rejects(handler(0, CancellationToken.Cancelled), error => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled);
    assert.deepEqual({ called, logged }, { called: false, logged: [] });
  });
});

suite('work in slices', () => {
  test('goes through all items', async () => {
    const seen: number[] = [];
    assert.equal(await inSlices([1, 2, 3], CancellationToken.None, item => { seen.push(item); }), true);
    assert.deepEqual(seen, [1, 2, 3]);
  });

  test('stops when it is no longer wanted', async () => {
    const source = new CancellationTokenSource();
    const seen: number[] = [];
    const finished = await inSlices([1, 2, 3], source.token, item => { seen.push(item); if (item === 2) source.cancel(); });
    assert.deepEqual({ finished, seen }, { finished: false, seen: [1, 2] });
  });
});
