import { hostMessage, type HostMessage, type PageMessage } from './protocol';

interface VsCodeApi { postMessage(message: unknown): void; setState(state: unknown): void }
declare function acquireVsCodeApi(): VsCodeApi;

/** The page's end of the line to the extension host. */
export interface HostPort {
  send(message: PageMessage): void;
}

/** Opens the line. Messages of another shape are refused and logged. */
export function openHostPort(receive: (message: HostMessage) => void): HostPort {
  const api = acquireVsCodeApi();
  const send = (message: PageMessage): void => {
    // VS Code itself gives the state back to the host when it restores the panel after a reload.
    if (message.type === 'state') api.setState(message.state);
    api.postMessage(message);
  };
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (hostMessage(data)) receive(data);
    else send({ type: 'log', level: 'warn', message: 'The panel refused a message of the wrong shape.' });
  });
  return { send };
}
