import type { LogRecord } from "../../simulator/cloudfront/exchange";

/** The share of the limit that may be kept beyond it. */
const slack = 0.25;

/** The latest records of the edge, and whoever follows them. */
export class RequestLog {
  private records: LogRecord[] = [];
  private readonly followers = new Set<(record: LogRecord) => void>();

  /** Keeps at most `limit` records; the oldest go first. */
  constructor(private readonly limit = 1_000) {}

  readonly add = (record: LogRecord): void => {
    this.records.push(record);
    // Cut in steps, so that one more record does not move all the others.
    if (this.records.length >= this.limit * (1 + slack)) this.records = this.records.slice(-this.limit);
    for (const follower of this.followers) follower(record);
  };

  /** The records after the one with this id; all that are kept when there is none such. */
  since(id: string): readonly LogRecord[] {
    const at = this.records.findLastIndex((record) => record.id === id);
    return this.records.slice(at + 1).slice(-this.limit);
  }

  /** Calls `follower` with every record to come; the result ends that. */
  follow(follower: (record: LogRecord) => void): () => void {
    this.followers.add(follower);
    return () => {
      this.followers.delete(follower);
    };
  }
}
