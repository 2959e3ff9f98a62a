import type { Hello, LiveRecord, SiteDescription, SiteState, Tick } from "../wire";
import { RecordList } from "../view/recordList";
import { Series } from "../view/series";

/** What a part of the page may have to draw anew. */
export type Topic = "state" | "tick" | "link" | "log" | "time" | "view" | "theme";

/** A part of the page. */
export interface Part {
  readonly element: HTMLElement;
  /** Draws what has changed, at most once a frame and only while it is to be seen. */
  render(changes: ReadonlySet<Topic>): void;
}

/** What the page knows. It tells who draws at most once a frame, whatever comes. */
export class Store {
  readonly series = new Series();
  readonly records = new RecordList();
  state: SiteState = { faults: [], replication: [] };
  /** When that came, for leases to run down from. */
  stateAt = 0;
  link: "connecting" | "live" | "lost" = "connecting";
  lastTick: Tick | undefined;
  private readonly followers: ((changes: ReadonlySet<Topic>) => void)[] = [];
  private changes = new Set<Topic>();

  constructor(readonly site: SiteDescription) {}

  hello({ state, history, records }: Hello): void {
    this.series.clear();
    for (const tick of history) this.series.add(tick);
    this.records.add(records);
    this.link = "live";
    this.setState(state);
    this.change("link", "tick", "log");
  }

  setState(state: SiteState): void {
    this.state = state;
    this.stateAt = performance.now();
    this.change("state");
  }

  tick(tick: Tick): void {
    this.series.add(tick);
    this.lastTick = tick;
    this.addRecords(tick.sample);
    this.change("tick");
  }

  private addRecords(records: readonly LiveRecord[]): void {
    this.records.add(records);
    this.change("log");
  }

  setLink(link: Store["link"]): void {
    if (this.link === link) return;
    this.link = link;
    this.change("link");
  }

  /** Has the next frame draw what hangs on these. */
  change(...topics: readonly Topic[]): void {
    if (this.changes.size === 0) {
      requestAnimationFrame(() => {
        const { changes } = this;
        this.changes = new Set();
        for (const follower of this.followers) follower(changes);
      });
    }
    for (const topic of topics) this.changes.add(topic);
  }

  follow(follower: (changes: ReadonlySet<Topic>) => void): void {
    this.followers.push(follower);
  }
}
