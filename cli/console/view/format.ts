/** `0 s`, `250 ms`, `1.5 s`, `31 s`. */
export function seconds(milliseconds: number): string {
  if (milliseconds > 0 && milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${Math.round(milliseconds / 100) / 10} s`;
}

/** Of a single request: `0.4 ms`, `12 ms`, `1.25 s`. */
export function latency(milliseconds: number): string {
  if (milliseconds < 10) return `${Math.round(milliseconds * 10) / 10} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
}

/** `0:42` until a lease ends. */
export function countdown(milliseconds: number): string {
  const left = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

export function rate(perSecond: number): string {
  if (perSecond === 0) return "0/s";
  return perSecond < 10 ? `${perSecond.toFixed(1)}/s` : `${Math.round(perSecond).toLocaleString("en")}/s`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

export function clockTime(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}

export function count(many: number, what: string): string {
  return `${many.toLocaleString("en")} ${what}${many === 1 ? "" : "s"}`;
}
