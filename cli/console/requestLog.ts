import type { LogRecord } from "../../simulator/cloudfront/exchange";

/** The latest records of the edge, and whoever follows them. */
export class RequestLog {
  /** A ring: arrays that are left behind would keep their records until the whole heap is collected. */
  private readonly ring: LogRecord[] = [];
  /** Where the next record stands; the oldest stands there until then. */
  private next = 0;
  private readonly followers = new Set<(record: LogRecord) => void>();

  /** Keeps at most `limit` records; the oldest go first. */
  constructor(private readonly limit = 1_000) {}

  readonly add = (record: LogRecord): void => {
    this.ring[this.next] = record;
    this.next = (this.next + 1) % this.limit;
    for (const follower of this.followers) follower(record);
  };

  /** The records after the one with this id; all that are kept when there is none such. */
  since(id: string): readonly LogRecord[] {
    const records = [...this.ring.slice(this.next), ...this.ring.slice(0, this.next)];
    const at = records.findLastIndex((record) => record.id === id);
    return records.slice(at + 1);
  }

  /** Calls `follower` with every record to come; the result ends that. */
  follow(follower: (record: LogRecord) => void): () => void {
    this.followers.add(follower);
    return () => {
      this.followers.delete(follower);
    };
  }
}
