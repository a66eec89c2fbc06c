/** The worker of the page's tests: everything but the engine is real, the run is the scripted shop. Texts choose what it does. */
import { workerRequest } from '../../media/src/protocol';
import { Session } from '../../media/worker/session';
import { bigRun } from './bigRun';
import { shopRun } from './shopRun';

const session = new Session(request => {
  const text = request.files[0]?.text ?? '';
  const size = /^(\d+) nodes, (\d+) pods$/.exec(text);
  if (size !== null) return bigRun(Number(size[1]), Number(size[2]));
  return { ...shopRun(), ...(text.includes('BROKEN') ? { problem: { file: 'shop.yaml', line: 12, message: 'a mapping value is not allowed here' } } : {}) };
}, performance);

self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!workerRequest(data)) return;
  if (data.ask.type === 'run' && data.ask.request.files[0]?.text === 'CRASH') { setTimeout(() => { throw new Error('crashed on purpose'); }); return; }
  const outcome = session.answer(data.ask);
  self.postMessage(outcome.ok ? { type: 'answer', id: data.id, answer: outcome.answer } : { type: 'failed', id: data.id, code: outcome.code, message: outcome.message });
});
self.postMessage({ type: 'started' });
