/** The worker of the page's tests: everything but the engine is real, the run is the scripted shop. Texts choose what it does. */
import type { WhyModel } from '../../media/src/model/why';
import { workerRequest } from '../../media/src/protocol';
import { Session } from '../../media/worker/session';
import { bigRun } from './bigRun';
import { shopRun } from './shopRun';

const why: WhyModel = {
  blockers: [
    { plugin: 'NodeResourcesFit', reason: 'Insufficient cpu', nodes: ['node-a1', 'node-a2', 'node-b1', 'node-b2'] },
    { plugin: 'TaintToleration', reason: 'node(s) had untolerated taint(s)', nodes: ['batch-c1', 'batch-c2'] }, { plugin: 'NodeResourcesFit', reason: 'Insufficient cpu', nodes: ['batch-c1'] }
  ],
  fixes: [{ title: 'Request less: cpu 2', node: 'node-b1', change: { file: 'shop.yaml', start: 700, end: 701, text: '2', replaced: '4', length: 900 } }, { title: 'Add a node like node-a1', node: 'node-a1-2' }],
  capacity: 'No more pods of this kind fit'
};

const session = new Session(request => {
  const text = request.files[0]?.text ?? '';
  const size = /^(\d+) nodes, (\d+) pods$/.exec(text);
  if (size !== null) return bigRun(Number(size[1]), Number(size[2]));
  return { ...shopRun(), why: () => why, ...(text.includes('BROKEN') ? { problem: { file: 'shop.yaml', line: 12, message: 'a mapping value is not allowed here' } } : {}) };
}, performance);

self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!workerRequest(data)) return;
  if (data.ask.type === 'run' && data.ask.request.files[0]?.text === 'CRASH') { setTimeout(() => { throw new Error('crashed on purpose'); }); return; }
  const outcome = session.answer(data.ask);
  self.postMessage(outcome.ok ? { type: 'answer', id: data.id, answer: outcome.answer } : { type: 'failed', id: data.id, code: outcome.code, message: outcome.message });
});
self.postMessage({ type: 'started' });
