import { clusterPresets, dryRun, parseManifests, type DryRun, type DryRunFile } from '../../../engine/src/index';
import type { ReadFile } from '../kustomization';
import { parseDuration } from './verdictText';

/** How to run, as settings and options say it. */
export interface RunChoices {
  readonly kubernetesVersion: string;
  /** A Go duration. */
  readonly until: string;
  readonly seed: number;
  /** A preset's name, a file with Nodes or a Scenario, or '' for the default cluster. */
  readonly cluster: string;
}

/** How many entries a run may make at once before the caller takes a breath. */
const breath = 40;

/** A run that has begun, or why it cannot begin. `files` are those of the caller, without the cluster's. */
export type StartedRun = { readonly run: DryRun; readonly untilMs: number; readonly clusterName: string } | { readonly problem: string };

/** Begins a run: the documents are applied, and little else has happened yet. `go` takes it further. */
export function startRun(files: readonly DryRunFile[], choices: RunChoices, read: ReadFile): StartedRun {
  const untilMs = parseDuration(choices.until);
  if (untilMs === undefined) return { problem: `"${choices.until}" is no duration: write it like 10m or 1h30m` };
  const isPreset = choices.cluster === '' || Object.hasOwn(clusterPresets, choices.cluster);
  const text = isPreset ? '' : read(choices.cluster);
  if (text === undefined) return { problem: `the cluster "${choices.cluster}" is no file that can be read, nor one of ${Object.keys(clusterPresets).join(', ')}` };
  const clusterFiles = isPreset ? [] : [{ name: choices.cluster, file: parseManifests(text) }];
  const run = dryRun([...clusterFiles, ...files], {
    seed: choices.seed, untilMs, kubernetesVersion: choices.kubernetesVersion, maxEntries: breath,
    ...(isPreset && choices.cluster !== '' ? { cluster: choices.cluster } : {})
  });
  return { run, untilMs, clusterName: choices.cluster === '' ? 'default' : choices.cluster };
}

/** Takes a run a little further; true while there is more to come. */
export function advance({ timeline }: DryRun, untilMs: number): boolean {
  const before = timeline.length;
  timeline.runUntil(untilMs, breath);
  return timeline.length > before && !timeline.settled;
}
