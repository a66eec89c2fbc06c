/** Virtual time as a clock: `0:58`, `12:05`, `1:02:03`; tenths below ten seconds when it is no whole second. */
export function clockText(ms: number): string {
  const tenths = Math.round(ms / 100), seconds = Math.floor(tenths / 10);
  const h = Math.floor(seconds / 3600), m = Math.floor(seconds / 60) % 60, sec = String(seconds % 60).padStart(2, '0');
  const fraction = seconds < 10 && tenths % 10 !== 0 ? `.${tenths % 10}` : '';
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${sec}` : `${m}:${sec}${fraction}`;
}

/** A length of time for an axis: `0`, `20s`, `1m`, `1m30s`, `2h`. */
export function spanText(ms: number): string {
  if (ms <= 0) return '0';
  if (ms < 1000) return `${Math.round(ms)}ms`;
  const seconds = Math.round(ms / 100) / 10;
  if (seconds < 60) return `${seconds}s`;
  const whole = Math.round(seconds), h = Math.floor(whole / 3600), m = Math.floor(whole / 60) % 60, sec = whole % 60;
  return `${h > 0 ? `${h}h` : ''}${m > 0 ? `${m}m` : ''}${sec > 0 ? `${sec}s` : ''}`;
}

/** A length of time for a sentence: `58 s`, `1 min 12 s`. */
export function durationWords(ms: number): string {
  const seconds = Math.round(ms / 100) / 10;
  if (seconds < 60) return `${seconds} s`;
  const whole = Math.round(seconds), h = Math.floor(whole / 3600), m = Math.floor(whole / 60) % 60, sec = whole % 60;
  return [h > 0 ? `${h} h` : '', m > 0 ? `${m} min` : '', sec > 0 && h === 0 ? `${sec} s` : ''].filter(part => part !== '').join(' ');
}
