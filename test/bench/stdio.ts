import { readFileSync } from 'node:fs';
import { ServerProcess } from '../server/serverProcess';
import { largeManifest } from './manifests';

const uri = 'file:///large.yaml';

/** What a person at the editor waits for: the real server in a process of its own, spoken to over stdio. Prints a line for each figure. */
export async function measureStdio(): Promise<void> {
  const small = largeManifest(3).split('\n').slice(0, 60).join('\n');
  const starts: number[] = [];
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    const server = await ServerProcess.start();
    await server.open('file:///small.yaml', small);
    starts.push(performance.now() - start);
    await server.stop();
  }
  report('stdio: start to the first diagnostics of 60 lines', starts);
  const server = await ServerProcess.start();
  const text = largeManifest(492);
  const start = performance.now();
  await server.open(uri, text);
  report('stdio: first diagnostics of 10,000 lines', [performance.now() - start]);
  await measureRequests(server, text);
  console.log(`${`${residentMiB(server.process.pid)} MiB`.padStart(22)}  stdio: memory of the server`);
  await server.stop();
}

async function measureRequests(server: ServerProcess, text: string): Promise<void> {
  const lines = text.split('\n');
  const line = lines.findIndex((candidate, i) => i > 5000 && candidate.includes('replicas:'));
  const position = { line, character: lines[line]?.length ?? 0 };
  let version = 1;
  const textDocument = { uri };
  report('stdio: edit of 10,000 lines to its diagnostics', await times(60, () => {
    const end = { line, character: position.character + 1 };
    version++;
    return server.change(uri, version, version % 2 === 0 ? { text: '1', range: { start: position, end: position } } : { text: '', range: { start: position, end } });
  }));
  const ask = (method: string, at = position) => times(40, () => server.connection.sendRequest(method, { textDocument, position: at }));
  report('stdio: completion', await ask('textDocument/completion', { line, character: 2 }));
  report('stdio: hover', await ask('textDocument/hover', { line, character: 4 }));
  report('stdio: outline', await ask('textDocument/documentSymbol'));
}

async function times(count: number, call: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await call();
    found.push(performance.now() - start);
  }
  return found;
}

function report(name: string, ms: readonly number[]): void {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number): string => `${(sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)} ms`.padStart(11);
  console.log(`${at(0.5)}${at(0.99)}${String(ms.length).padStart(6)}${' '.repeat(18)}  ${name}`);
}

/** Linux tells; elsewhere NaN. */
function residentMiB(pid: number | undefined): number {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid ?? 'self'}/status`, 'utf8'))?.[1]) / 1024);
  } catch {
    return NaN;
  }
}
