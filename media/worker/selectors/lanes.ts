import { compareText } from '../../../engine/src/index';
import type { LaneModel, LaneWindowModel, SegmentModel, TickModel } from '../../src/model/lanes';
import type { Origins } from './origins';
import type { Track } from './tracks';

/** What part of the lanes is looked at. */
export interface LaneQuery {
  readonly fromMs: number; readonly toMs: number; readonly pixels: number;
  readonly first: number; readonly count: number; readonly collapsed: readonly string[];
}

interface Row {
  readonly track: Track; readonly depth: number; readonly children: number; readonly collapsed: boolean;
  /** The only container of a pod: it has no lane of its own, its probes and restarts stand on the pod's. */
  readonly only?: Track;
}

/** The visible lanes of a window: workloads in order of the files, what they own under them in order of birth. */
export function laneWindow(tracks: ReadonlyMap<string, Track>, query: LaneQuery, context: { readonly endMs: number; readonly origins: Origins }): LaneWindowModel {
  const rows = visibleRows(tracks, query, context.origins);
  const lanes = rows.slice(query.first, query.first + query.count).map(row => lane(row, query, context));
  return { first: query.first, total: rows.length, fromMs: query.fromMs, toMs: query.toMs, lanes };
}

function visibleRows(tracks: ReadonlyMap<string, Track>, query: LaneQuery, origins: Origins): Row[] {
  const children = new Map<string, Track[]>();
  const roots: Track[] = [];
  for (const track of tracks.values()) {
    if (track.parent === undefined || !tracks.has(track.parent)) { roots.push(track); continue; }
    const siblings = children.get(track.parent);
    if (siblings === undefined) children.set(track.parent, [track]);
    else siblings.push(track);
  }
  const place = (track: Track): number => origins.find(track.kind, track.namespace, track.name) ?? Number.MAX_SAFE_INTEGER;
  roots.sort((a, b) => place(a) - place(b) || compareText(a.kind, b.kind) || compareText(a.name, b.name));
  const collapsed = new Set(query.collapsed), rows: Row[] = [];
  const visit = (track: Track, depth: number): void => {
    const owned = children.get(track.key) ?? [];
    const only = owned.length === 1 && owned[0]?.kind === 'container' ? owned[0] : undefined;
    const under = only === undefined ? owned : [];
    rows.push({ track, depth, children: under.length, collapsed: collapsed.has(track.key), ...(only === undefined ? {} : { only }) });
    if (collapsed.has(track.key) || depth > 8) return;
    for (const child of under.sort((a, b) => a.bornMs - b.bornMs || compareText(a.name, b.name))) visit(child, depth + 1);
  };
  for (const root of roots) visit(root, 0);
  return rows;
}

function lane(row: Row, query: LaneQuery, context: { readonly endMs: number; readonly origins: Origins }): LaneModel {
  const { track, only } = row;
  const origin = context.origins.find(track.kind, track.namespace, track.name);
  return {
    key: track.key, label: row.depth === 0 && track.kind !== 'Pod' ? `${track.kind}/${track.name}` : shortName(track), kind: track.kind, depth: row.depth,
    children: row.children > 0, collapsed: row.collapsed,
    ...(track.uid === undefined ? {} : { uid: track.uid }), ...(origin === undefined ? {} : { origin }),
    segments: segments(track, query, context.endMs), ticks: thin([...track.ticks, ...only?.ticks ?? []], query), pins: [...track.pins, ...only?.pins ?? []].filter(pin => pin.atMs >= query.fromMs && pin.atMs <= query.toMs)
  };
}

/** `web-7d9f8c6b5-x2x7k` as `web-x2x7k`: the hash between stands on the lane above. */
function shortName(track: Track): string {
  return track.kind === 'Pod' ? track.name.replace(/-[a-z0-9]{6,10}(-[a-z0-9]{5})$/, '$1') : track.name;
}

function segments(track: Track, query: LaneQuery, endMs: number): SegmentModel[] {
  const until = track.endMs ?? endMs;
  return track.turns.flatMap((turn, index) => {
    const { atMs: fromMs, ...rest } = turn;
    const toMs = Math.min(track.turns[index + 1]?.atMs ?? until, until);
    return toMs < query.fromMs || fromMs > query.toMs || toMs < fromMs ? [] : [{ ...rest, fromMs, toMs }];
  });
}

/** Leaves out ticks that would fall onto their neighbour; a failure stays, for it is what one looks for. */
function thin(ticks: readonly TickModel[], query: LaneQuery): TickModel[] {
  const msPerPixel = (query.toMs - query.fromMs) / Math.max(1, query.pixels);
  const last = new Map<string, number>(), kept: TickModel[] = [];
  for (const tick of ticks) {
    if (tick.atMs < query.fromMs || tick.atMs > query.toMs) continue;
    const key = `${tick.probe} ${String(tick.ok)}`, gap = msPerPixel * (tick.ok ? 9 : 4);
    if (tick.atMs - (last.get(key) ?? -Infinity) < gap) continue;
    last.set(key, tick.atMs);
    kept.push(tick);
  }
  return kept;
}
