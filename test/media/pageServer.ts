import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { panelHtml } from '../../client/src/panelHtml';
import { themes, type ThemeName } from './themes';

/** Serves the panel's page as the extension host would, policy and all, with a stand-in for VS Code's API that records what the page sends. */
export interface PageServer { url(theme: ThemeName): string; stop(): Promise<void> }

/** `dist`: the folder of the bundles; `worker`: the name of the worker's. */
export async function servePage(dist: string, worker = 'worker.js'): Promise<PageServer> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    try {
      if (url.pathname === '/') { response.setHeader('content-type', 'text/html'); response.end(html(origin(server), url.searchParams.get('theme') ?? 'dark', worker)); return; }
      response.setHeader('content-type', url.pathname.endsWith('.css') ? 'text/css' : 'text/javascript');
      response.end(readFileSync(path.join(dist, path.basename(url.pathname))));
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: theme => `${origin(server)}/?theme=${theme}`,
    stop: () => new Promise(resolve => { server.close(() => resolve()); server.closeAllConnections(); })
  };
}

function origin(server: Server): string {
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

function html(base: string, theme: string, worker: string): string {
  const nonce = 'abc123', { vars, bodyClass } = theme in themes ? themes[theme as ThemeName] : themes.dark;
  const page = panelHtml({ cspSource: base, nonce, script: `${base}/page.js`, style: `${base}/page.css`, worker: `${base}/${worker}` });
  const standIn = `<script nonce="${nonce}">
    document.body.classList.add(${JSON.stringify(bodyClass)});
    const style = document.documentElement.style;
    for (const [name, value] of Object.entries(${JSON.stringify(vars)})) style.setProperty('--vscode-' + name, value);
    style.setProperty('--vscode-editor-font-family', 'DejaVu Sans Mono, monospace');
    const messages = []; window.sent = () => messages; window.violations = [];
    document.addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
    window.acquireVsCodeApi = () => ({ postMessage: message => { messages.push(message); }, setState: state => { window.state = state; } });
  </script>`;
  return page.replace('<script nonce', `${standIn}\n<script nonce`);
}
