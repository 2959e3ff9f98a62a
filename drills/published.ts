import type { Clock } from "../simulator/clock";
import { sha256, type Manifest } from "./content";
import type { Versions } from "./load/tally";

/** What is right under a key, and was: the manifest (D18), and what the drill itself has published since. */
export class Published {
  private readonly later = new Map<string, Versions>();

  constructor(
    private readonly manifest: Manifest,
    private readonly clock: Pick<Clock, "now">,
  ) {}

  /** The hash of what is right at this moment. */
  readonly current = (key: string): string | undefined => this.versions(key).at(-1)?.sha256;

  /** The newest last. */
  versions(key: string): Versions {
    const later = this.later.get(key);
    if (later !== undefined) return later;
    const known = this.manifest.get(key);
    return known === undefined ? [] : [{ sha256: known.sha256, fromMs: -Infinity }];
  }

  put(key: string, body: string): void {
    const version = { sha256: sha256(Buffer.from(body)), fromMs: this.clock.now() };
    this.later.set(key, [...this.versions(key), version]);
  }

  /** What the drill has put is gone: the manifest is right again, as of now. */
  restore(): void {
    for (const [key, versions] of this.later) {
      const original = this.manifest.get(key);
      if (original === undefined) this.later.delete(key);
      else this.later.set(key, [...versions, { sha256: original.sha256, fromMs: this.clock.now() }]);
    }
  }
}
