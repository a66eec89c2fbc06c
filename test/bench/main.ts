import { benches } from './benches';
import type { Benchmark } from './benchmark';
import { measureStdio } from './stdio';

/** `main.js [WORD…]`: measures the benchmarks whose names hold every word, and prints a line for each. */
async function main(words: readonly string[]): Promise<void> {
  const { Bench } = await import('tinybench');
  console.log(['median'.padStart(11), 'p99'.padStart(11), 'runs'.padStart(6), 'rate'.padStart(18), ' what'].join(''));
  for (const benchmark of benches.filter(({ name }) => words.every(word => name.includes(word)))) {
    const bench = new Bench({ time: 1000, warmupTime: 200, iterations: benchmark.minIterations ?? 10, warmupIterations: Math.min(3, benchmark.minIterations ?? 3) });
    bench.add(benchmark.name, benchmark.prepare());
    await bench.run();
    const result = bench.tasks[0]?.result;
    if (result?.state !== 'completed') throw new Error(`${benchmark.name}: ${result && 'error' in result ? String(result.error) : 'was not measured'}`);
    const { p50, p99, samplesCount } = result.latency;
    console.log(`${duration(p50)}${duration(p99)}${String(samplesCount).padStart(6)}${rate(benchmark, p50)}  ${benchmark.name}`);
  }
  if (words.every(word => word === 'stdio')) await measureStdio();
}

function duration(ms: number): string {
  const text = ms >= 100 ? `${ms.toFixed(0)} ms` : ms >= 1 ? `${ms.toFixed(1)} ms` : `${(ms * 1000).toFixed(0)} µs`;
  return text.padStart(11);
}

function rate({ work }: Benchmark, ms: number): string {
  return (work ? `${Math.round(work.count / ms * 1000).toLocaleString('en')} ${work.of}/s` : '').padStart(18);
}

main(process.argv.slice(2)).catch((error: unknown) => { console.error(error); process.exitCode = 1; });
