import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dryRun, parseManifests, type DryRunFile } from '../../engine/src/index';
import { projectRoot } from '../projectRoot';
import type { Benchmark } from './benchmark';

/** Three workloads with their services and probes, another two whose probes fail: about 300 lines. */
function sampleFiles(): readonly DryRunFile[] {
  return ['shop.yaml', 'probes.yaml'].map(name => ({ name, file: parseManifests(readFileSync(path.join(projectRoot, 'samples', name), 'utf8')) }));
}

/** What is waited for before the panel shows anything. */
export const firstPicture: Benchmark = {
  name: 'dry-run 300 lines to the first picture',
  prepare: () => {
    const files = sampleFiles();
    return () => dryRun(files, { maxEntries: 200 });
  }
};

export const tenMinutes: Benchmark = {
  name: 'dry-run 300 lines for ten minutes',
  prepare: () => {
    const files = sampleFiles();
    return () => dryRun(files);
  }
};

/** Back and forth between two far moments, as a dragged scrubber goes. */
export const seek: Benchmark = {
  name: 'seek in a run of ten minutes',
  prepare: () => {
    const { timeline } = dryRun(sampleFiles());
    let turn = 0;
    return () => { timeline.seek(Math.floor(timeline.length * (turn++ % 2 === 0 ? 0.31 : 0.87))); };
  }
};
