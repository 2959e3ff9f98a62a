/**
 * Strings that a regular expression matches, one for each way at its top, at most `limit`. A small generator: what it does
 * not understand (look-around, back references) it leaves out, and only strings that really match are given.
 */
export function samplesOf(pattern: RegExp, limit = 6): string[] {
  const samples = new Set<string>();
  const alternatives = split(pattern.source);
  for (const alternative of alternatives.slice(0, limit)) {
    for (const repeats of [1, 0, 2]) {
      const sample = attempt(alternative, repeats);
      if (sample === undefined) continue;
      const isMatch = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, "")).test(sample);
      if (isMatch) {
        samples.add(sample);
        break;
      }
    }
  }
  return [...samples].slice(0, limit);
}

/** The alternatives of a pattern that stand outside of any group. */
function split(source: string): string[] {
  const parts: string[] = [];
  let part = "";
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < source.length; at++) {
    const letter = source.charAt(at);
    if (letter === "\\") {
      part += letter + source.charAt(++at);
      continue;
    }
    if (letter === "[") inClass = true;
    else if (letter === "]") inClass = false;
    else if (!inClass && letter === "(") depth++;
    else if (!inClass && letter === ")") depth--;
    if (letter === "|" && depth === 0 && !inClass) {
      parts.push(part);
      part = "";
    } else {
      part += letter;
    }
  }
  return [...parts, part];
}

function attempt(source: string, repeats: number): string | undefined {
  try {
    return new Sampler(source, repeats).sequence();
  } catch {
    return undefined;
  }
}

const escapes: Readonly<Record<string, string>> = {
  d: "1",
  D: "a",
  w: "a",
  W: "-",
  s: " ",
  S: "a",
  b: "",
  B: "",
  n: "\n",
  t: "\t",
  r: "\r",
};

class Sampler {
  private at = 0;

  constructor(
    private readonly source: string,
    /** How often what may be left out, and may be repeated, is repeated. */
    private readonly repeats: number,
  ) {}

  sequence(): string {
    let result = "";
    while (this.at < this.source.length && this.source[this.at] !== ")" && this.source[this.at] !== "|") {
      const atom = this.atom();
      result += atom.repeat(this.count());
    }
    return result;
  }

  private atom(): string {
    const letter = this.source.charAt(this.at++);
    if (letter === "^" || letter === "$") return "";
    if (letter === ".") return "a";
    if (letter === "[") return this.set();
    if (letter === "(") return this.group();
    return letter === "\\" ? this.escape() : letter;
  }

  private escape(): string {
    const letter = this.source.charAt(this.at++);
    if (letter === "u" || letter === "x") {
      const code = this.source.slice(this.at, this.at + (letter === "u" ? 4 : 2));
      this.at += code.length;
      return String.fromCharCode(parseInt(code, 16));
    }
    return escapes[letter] ?? letter;
  }

  private group(): string {
    let isLookAround = false;
    if (this.source[this.at] === "?") {
      const head = /^\?(?::|<?[=!]|<[^>]*>)/.exec(this.source.slice(this.at))?.[0] ?? "?";
      isLookAround = /[=!]$/.test(head);
      this.at += head.length;
    }
    const result = this.sequence();
    // The first way will do; the others are passed over.
    while (this.source[this.at] === "|") {
      this.at++;
      this.sequence();
    }
    this.at++;
    return isLookAround ? "" : result;
  }

  private set(): string {
    const isNegated = this.source[this.at] === "^";
    if (isNegated) this.at++;
    const members: string[] = [];
    const start = this.at;
    while (this.source[this.at] !== "]" && this.at < this.source.length) {
      const letter = this.source.charAt(this.at++);
      members.push(letter === "\\" ? this.escape() : letter);
    }
    const text = this.source.slice(start, this.at++);
    if (!isNegated) return members[0] ?? "";
    const outside = new RegExp(`[^${text}]`);
    return "a1-_ /.Z".split("").find((one) => outside.test(one)) ?? "~";
  }

  private count(): number {
    const [quantifier] = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(this.source.slice(this.at)) ?? [];
    if (quantifier === undefined) return 1;
    this.at += quantifier.length;
    if (quantifier.startsWith("{")) return Math.max(Number(/\d+/.exec(quantifier)?.[0]), Math.min(this.repeats, 1));
    return quantifier.startsWith("+")
      ? Math.max(1, this.repeats)
      : Math.min(this.repeats, quantifier.startsWith("?") ? 1 : 2);
  }
}
