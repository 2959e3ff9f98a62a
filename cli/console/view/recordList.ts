import type { LiveRecord } from "../wire";

export interface LogFilter {
  readonly path: string;
  readonly result: string;
  readonly origin: string;
  /** First digit. */
  readonly status: string;
  /** `any` failover, `none`, or a reason. */
  readonly reason: string;
}

export const noFilter: LogFilter = { path: "", result: "", origin: "", status: "", reason: "" };

/** Whether a filter lets a record through; an empty field lets everything through. */
export function matches(record: LiveRecord, { path, result, origin, status, reason }: LogFilter): boolean {
  if (path !== "" && !record.path.toLowerCase().includes(path.toLowerCase())) return false;
  if (result !== "" && record.result !== result) return false;
  if (origin !== "" && record.origin !== (origin === "edge" ? "" : origin)) return false;
  if (status !== "" && !String(record.status).startsWith(status)) return false;
  if (reason === "any") return record.reason !== "";
  if (reason === "none") return record.reason === "";
  return reason === "" || record.reason === reason;
}

/** The latest requests, and what a filter lets through of them, newest first. While it is paused it stays as it is. */
export class RecordList {
  private all: LiveRecord[] = [];
  private readonly ids = new Set<string>();
  private filter: LogFilter = noFilter;
  private kept: LiveRecord[] = [];
  private waiting: LiveRecord[] = [];
  private isPaused = false;

  constructor(private readonly limit = 2000) {}

  /** Adds records, oldest first; what is known already is left out, as a stream that begins anew repeats it. */
  add(records: readonly LiveRecord[]): void {
    for (const record of records) {
      if (this.ids.has(record.id)) continue;
      this.ids.add(record.id);
      (this.isPaused ? this.waiting : this.all).push(record);
      if (!this.isPaused && matches(record, this.filter)) this.kept.push(record);
    }
    this.all = this.cut(this.all);
    this.waiting = this.cut(this.waiting);
    if (this.kept.length > this.limit) this.kept = this.kept.slice(-this.limit);
  }

  pause(isPaused: boolean): void {
    this.isPaused = isPaused;
    if (isPaused) return;
    this.all = this.cut([...this.all, ...this.waiting]);
    this.waiting = [];
    this.choose(this.filter);
  }

  choose(filter: LogFilter): void {
    this.filter = filter;
    this.kept = this.all.filter((record) => matches(record, filter));
  }

  clear(): void {
    this.all = [];
    this.kept = [];
    this.waiting = [];
    this.ids.clear();
  }

  get length(): number {
    return this.kept.length;
  }

  /** How many have come since the pause. */
  get held(): number {
    return this.waiting.length;
  }

  get total(): number {
    return this.all.length;
  }

  /** The one at this place, 0 the newest. */
  at(place: number): LiveRecord | undefined {
    return this.kept[this.kept.length - 1 - place];
  }

  /** The values that a field has, for a list to choose from. */
  valuesOf(field: "result" | "reason" | "origin"): readonly string[] {
    return [...new Set(this.all.map((record) => record[field]))].filter((value) => value !== "").sort();
  }

  private cut(records: LiveRecord[]): LiveRecord[] {
    // In large steps, so that one more record does not move all the others.
    if (records.length < this.limit * 1.25) return records;
    for (const { id } of records.slice(0, -this.limit)) this.ids.delete(id);
    return records.slice(-this.limit);
  }
}
