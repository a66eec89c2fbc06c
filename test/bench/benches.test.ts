import { benches } from './benches';

suite('benchmarks', () => {
  for (const benchmark of benches) test(`${benchmark.name} runs`, () => { benchmark.prepare()(); });
});
