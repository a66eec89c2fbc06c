/** Cores as people say them: `500m` below one, else `2` or `1.5`. */
export function cpuText(millis: number): string {
  if (millis <= 0) return '0';
  return millis < 1000 ? `${Math.round(millis)}m` : String(Math.round(millis / 10) / 100);
}

/** Bytes as people say them: `512Mi`, `1.5Gi`. */
export function memoryText(bytes: number): string {
  for (const [suffix, size] of [['Ti', 2 ** 40], ['Gi', 2 ** 30], ['Mi', 2 ** 20], ['Ki', 2 ** 10]] as const) {
    if (bytes >= size) return `${Math.round((bytes / size) * 10) / 10}${suffix}`;
  }
  return String(Math.max(0, Math.round(bytes)));
}

/** `3.5 / 4` for CPU. */
export function cpuShare(usedMillis: number, totalMillis: number): string {
  const cores = (millis: number): string => String(Math.round(millis / 10) / 100);
  return `${cores(usedMillis)} / ${cores(totalMillis)}`;
}

/** `9.3 / 16Gi`: the unit of the whole for both. */
export function memoryShare(usedBytes: number, totalBytes: number): string {
  const [suffix, size] = totalBytes >= 2 ** 30 ? ['Gi', 2 ** 30] as const : ['Mi', 2 ** 20] as const;
  const round = (bytes: number): string => String(Math.round((bytes / size) * 10) / 10);
  return `${round(usedBytes)} / ${round(totalBytes)}${suffix}`;
}

/** `1 node`, `3 nodes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
