/** The engine in a web worker: reads requests of the page, answers each one, never lets an error end it. */
import { workerRequest, type WorkerMessage } from '../src/protocol';
import { simulate } from './engine';
import { Session } from './session';

const session = new Session(simulate, performance);

self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!workerRequest(data)) {
    // No id to answer to: whoever sent this is not our page.
    return;
  }
  const { id, ask } = data;
  try {
    const outcome = session.answer(ask);
    if (outcome.ok) self.postMessage({ type: 'answer', id, answer: outcome.answer });
    else send({ type: 'failed', id, code: outcome.code, message: outcome.message });
  } catch (error) {
    send({ type: 'failed', id, code: 'internal', message: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) });
  }
});

send({ type: 'started' });

function send(message: WorkerMessage): void {
  self.postMessage(message);
}
