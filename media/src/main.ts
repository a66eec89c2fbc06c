/** The panel's page: wires host, worker, controller and shell together. */
import { Controller } from './controller';
import { openHostPort } from './hostPort';
import { bindKeys } from './keys';
import { Store } from './pageState';
import { Shell } from './shell';
import { WorkerPort } from './workerPort';

const store: Store = new Store(state => shell.render(state));
const host = openHostPort(message => {
  switch (message.type) {
    case 'run': void controller.run(message); break;
    case 'cursor': controller.cursor(message.file, message.offset); break;
    case 'unavailable': store.set({ stale: message.message }); break;
    case 'control': control(message.action); break;
  }
});
const worker = new WorkerPort(document.body.dataset['worker'] ?? '', reason => controller.restarted(reason));
const controller: Controller = new Controller(store, worker, host);
const shell: Shell = new Shell(document.body, controller);

bindKeys(controller);
store.flush();
host.send({ type: 'ready' });

function control(action: 'step' | 'stepBack' | 'play' | 'start' | 'end' | 'nextFailure' | 'openText'): void {
  switch (action) {
    case 'step': controller.step(1); break;
    case 'stepBack': controller.step(-1); break;
    case 'play': controller.togglePlay(); break;
    case 'start': controller.seek(0); break;
    case 'end': controller.seek(Number.MAX_SAFE_INTEGER); break;
    case 'nextFailure': controller.stepMark(1, 'bad'); break;
    case 'openText': shell.openText(store.state); break;
  }
}
