import type { CancellationToken } from 'vscode-languageserver/node';

/** How long work may hold the event loop before it lets waiting requests through, in milliseconds. */
const sliceMs = 8;

/** Lets everything that waits in the event loop run first. */
export function pause(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

/**
 * Does `work` for each item, pausing between items whenever a slice is used up, so that long work never blocks typing.
 * Returns false when the token asked to stop before the end.
 */
export async function inSlices<Item>(items: Iterable<Item>, token: CancellationToken, work: (item: Item) => void): Promise<boolean> {
  let sliceStart = performance.now();
  for (const item of items) {
    if (token.isCancellationRequested) return false;
    work(item);
    if (performance.now() - sliceStart >= sliceMs) {
      await pause();
      sliceStart = performance.now();
    }
  }
  return !token.isCancellationRequested;
}
