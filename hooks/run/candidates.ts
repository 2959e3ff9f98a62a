import type { RecordedRun } from "./call";
import { type Input, type InputValue, valueAt } from "./input";
import { samplesOf } from "./regexSamples";
import { usualValues } from "./usualValues";

/** A change of an input that may bring a hook somewhere else. */
export interface Candidate {
  readonly path: string;
  readonly value: InputValue;
  /** Whether a comparison asked for it, and not merely a field that was read. */
  readonly isWanted: boolean;
}

/** Names in the code that a query, a cookie or a header could be asked for. */
export type Words = readonly string[];

const maximumLength = 4096;

/** What is known of the code itself. */
export interface Vocabulary {
  readonly words: Words;
  /** Texts and numbers that stand in it. */
  readonly literals: ReadonlySet<string>;
  /** Names in tables that are looked up by a name which is not in the code. */
  readonly keys: readonly string[];
}

/** What a run looked at and compared, as other inputs to try. */
export function candidatesOf(run: RecordedRun, input: Input, { words, literals, keys }: Vocabulary): Candidate[] {
  const candidates: Candidate[] = [];
  const paths = [...run.asked].filter((path) => !/^dependencies(?!\.status)|\*$/.test(path));
  const listed = [...run.asked].filter((path) => path.endsWith(".header.*"));
  for (const { by, left, right } of run.comparisons) {
    for (const [known, wanted] of orders(by, left, right)) {
      const isFromCode = isRegExp(wanted) || literals.has(textOf(wanted));
      // What was derived from one input is not fed to the next, or it would grow for ever.
      if (!isFromCode && (Object.keys(input).length > 0 || literals.has(textOf(known)))) continue;
      // All names were listed: it may be one of them that is looked for.
      for (const list of typeof wanted === "string" && /^[a-z][\w-]*$/.test(wanted) ? listed : []) {
        candidates.push({ path: list.replace("*", String(wanted)), value: "x", isWanted: true });
      }
      for (const path of sourcesOf(paths, input, known)) {
        for (const value of wantedValues(path, valueAt(input, path), by, known, wanted, words)) {
          candidates.push({ path, value, isWanted: true });
        }
      }
    }
  }
  for (const path of paths) {
    for (const value of keys) if (isSendable(path, value)) candidates.push({ path, value, isWanted: false });
  }
  for (const path of run.asked) {
    if (path.endsWith("*")) continue;
    for (const value of usualValues(path, valueAt(input, path), words))
      candidates.push({ path, value, isWanted: false });
  }
  return candidates;
}

function flat(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.slice(0, 50);
  return isCollection(value) ? [...value.keys()].slice(0, 50) : [value];
}

function isCollection(value: unknown): value is Map<unknown, unknown> | Set<unknown> {
  return /^\[object (?:Map|Set)\]$/.test(Object.prototype.toString.call(value));
}

/** Which side came from the input, and what it was compared with. */
function orders(by: string, left: unknown, right: unknown): (readonly [unknown, unknown])[] {
  if (by === "test" || by === "exec") return [[right, left]];
  if (by === "split") return [];
  if (isCollection(left) || Array.isArray(left)) return flat(left).map((one) => [right, one] as const);
  return [
    [left, right],
    [right, left],
  ];
}

/** The fields whose value a compared value came from; all where that cannot be told. */
function sourcesOf(paths: readonly string[], input: Input, known: unknown): readonly string[] {
  if (known !== undefined && typeof known !== "string" && typeof known !== "number") return [];
  const text = String(known).toLowerCase();
  const related = paths.filter((path) => {
    const value = valueAt(input, path);
    if (known === undefined) return value === undefined;
    if (value === undefined) return false;
    const own = String(value).toLowerCase();
    return own === text || (text.length > 0 && own.length > 0 && (own.includes(text) || text.includes(own)));
  });
  if (related.length > 0) return related;
  // A status is compared with all the time.
  return typeof known === "number" && known >= 200 && known <= 599 ? [] : paths;
}

function wantedValues(
  path: string,
  value: InputValue | undefined,
  by: string,
  known: unknown,
  wanted: unknown,
  words: Words,
): InputValue[] {
  if (typeof wanted === "number" || typeof wanted === "bigint")
    return numbers(path, value, known, Number(wanted), by, words);
  const texts = isRegExp(wanted) ? samplesOf(wanted) : typeof wanted === "string" ? [wanted] : [];
  const made = texts
    .filter((text) => text.length <= maximumLength)
    .flatMap((text) => placed(path, value, by, known, text, words));
  return [...new Set(made)].filter((one) => isSendable(path, one));
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function isRegExp(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === "[object RegExp]";
}

function numbers(
  path: string,
  value: InputValue | undefined,
  known: unknown,
  wanted: number,
  by: string,
  words: Words,
): InputValue[] {
  if (!Number.isFinite(wanted)) return [];
  if (path === "time") return wanted > 1e11 ? [wanted - 1, wanted, wanted + 1] : [];
  if (path === "random") {
    return wanted > 0 && wanted < 1 ? [wanted, Math.max(0, wanted - 0.001), Math.min(0.999, wanted + 0.001)] : [];
  }
  if (path === "dependencies.status") return [wanted - 1, wanted, wanted + 1].filter((one) => one >= 100 && one <= 599);
  if (typeof value === "string" && known === value.length && wanted < maximumLength) {
    return [wanted, wanted + 1, Math.max(1, wanted - 1)].map((length) => value.slice(0, length).padEnd(length, "a"));
  }
  if (by === "indexOf" || path === "method" || path === "uri") return [];
  if (path === "querystring") return [wanted, wanted + 1].map((one) => words.map((word) => `${word}=${one}`).join("&"));
  return [String(wanted), String(wanted + 1), String(wanted - 1)];
}

/** A text where the code looked for it. */
function placed(
  path: string,
  value: InputValue | undefined,
  by: string,
  known: unknown,
  text: string,
  words: Words,
): string[] {
  const own = typeof value === "string" ? value : "";
  const exact = [text];
  if (by === "startsWith" || by === "match" || by === "test" || by === "exec") exact.push(`${text}a`);
  if (path === "uri") {
    if (typeof known === "string" && known !== own && known !== "") exact.push(own.replace(known, text));
    exact.push(`/${text}`, `/a${text}`, `/a/${text}`, `/${text}/index.html`, `/a${text}/b.html`);
    return exact.filter((one) => one.startsWith("/")).map((one) => one.replace(/^\/{2,}/, "/"));
  }
  if (path === "querystring" || path === "request.header.cookie") {
    const pairs = words.map((word) => `${word}=${encodeURIComponent(text)}`);
    exact.push(pairs.join(path === "querystring" ? "&" : "; "), `a=1&${text}`, `${text}=1`);
  } else if (typeof known === "string" && known !== own && known !== "" && own.includes(known)) {
    exact.push(own.replace(known, text));
  } else {
    exact.push(`a${text}`, `a ${text} b`);
  }
  return exact;
}

/** Whether a viewer can send it, and CloudFront would hand it on. */
function isSendable(path: string, value: InputValue): boolean {
  const text = String(value);
  if (path === "method") return ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"].includes(text);
  if (path === "uri") return text.startsWith("/") && !/[?#\s]/.test(text);
  if (path === "querystring") return !/[\s#]/.test(text);
  if (path === "origin" || path === "member" || path === "dependencies" || path === "random" || path === "time")
    return false;

  return !/[\x00-\x1f\x7f]/.test(text);
}
