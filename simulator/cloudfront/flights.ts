import { TransientMap } from "../transientMap";
import type { Served } from "./served";

/** A fetch from the origins that is under way. */
export interface Flight {
  readonly path: string;
  /** An invalidation that came meanwhile: the response is given, and not stored. */
  invalidated: boolean;
}

/** What a fetch gave, and whether others who asked for the same may have it (PL-7). */
export interface Landing {
  readonly served: Served;
  readonly shareable: boolean;
}

/** The fetches under way, and those among them that others can join (PL-7). */
export class Flights {
  private readonly all = new TransientMap<Flight, true>();
  private readonly joinable = new TransientMap<string, Promise<Landing>>();

  /** The fetch for this key that others may wait for. */
  joining(key: string): Promise<Landing> | undefined {
    return this.joinable.get(key);
  }

  /** Runs a fetch; with a key, others can join it until it has landed. */
  async run(path: string, key: string | undefined, fetch: (flight: Flight) => Promise<Landing>): Promise<Landing> {
    const flight: Flight = { path, invalidated: false };
    this.all.set(flight, true);
    const landing = fetch(flight);
    if (key !== undefined) this.joinable.set(key, landing);
    try {
      return await landing;
    } finally {
      this.all.delete(flight);
      // A later fetch may have taken the place after an invalidation.
      if (key !== undefined && this.joinable.get(key) === landing) this.joinable.delete(key);
    }
  }

  /** Marks the fetches whose path an invalidation names; nobody joins any that is under way from here on. */
  invalidate(names: (path: string) => boolean): void {
    for (const [flight] of this.all) if (names(flight.path)) flight.invalidated = true;
    this.joinable.clear();
  }
}
