/** What one request of a load asks for. */
export interface Wanted {
  readonly path: string;
  /** The object that is right there. */
  readonly key: string;
}

/** The path of an object: what S3 could not tell from another key is escaped. */
export function pathOf(key: string): string {
  return `/${key.split("/").map(encodeURIComponent).join("/")}`;
}

/**
 * Another spelling of an object's path: letters and digits that are escaped mean the same (RFC 3986, 6.2.2.2), and yet
 * a cache that keeps paths as they came has never seen it (HD-72). Undefined when there are no more of them.
 */
export function spelling(key: string, number: number): string | undefined {
  const path = pathOf(key);
  const places = [...path.matchAll(/[A-Za-z0-9]/g)].map(({ index }) => index).filter((at) => !inEscape(path, at));
  if (number >= 2 ** Math.min(places.length, 40)) return undefined;
  let rest = number;
  const chosen = new Set<number>();
  for (const at of places) {
    if (rest % 2 === 1) chosen.add(at);
    rest = Math.floor(rest / 2);
  }
  return path.replace(/[A-Za-z0-9]/g, (character, at: number) =>
    chosen.has(at) ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : character,
  );
}

function inEscape(path: string, at: number): boolean {
  return path[at - 1] === "%" || path[at - 2] === "%";
}

export interface ChoiceOptions {
  /** The objects that the probes are about: half of the requests ask for one of them. */
  readonly probed: readonly string[];
  readonly keys: readonly string[];
  readonly uniqueShare: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Chooses what each request asks for: paths that come again and again, and paths that nobody has asked for yet. */
export class Paths {
  private readonly spellings = new Map<string, number>();

  constructor(private readonly options: ChoiceOptions) {}

  next(): Wanted {
    const { probed, keys, uniqueShare, random } = this.options;
    const from = probed.length > 0 && random() < 0.5 ? probed : keys;
    const key = from[Math.floor(random() * from.length)] ?? "";
    return random() < uniqueShare ? { path: this.unseen(key), key } : { path: pathOf(key), key };
  }

  /** A path of an object that was not asked for before; the usual one once all spellings were. */
  private unseen(key: string): string {
    const number = (this.spellings.get(key) ?? 0) + 1;
    this.spellings.set(key, number);
    return spelling(key, number) ?? pathOf(key);
  }
}
