import type { OriginExchange } from "../../simulator/cloudfront/exchange";
import type { ProofCase } from "./matrix";
import type { CaseResult, JudgedPromise, Seen } from "./result";

/** Latest variants of a case that another is compared with: what differs in every behavior is not worth the time. */
const variantsAtMost = 4;

/** The results of the behaviors that one thread has run. Behaviors are mostly configured alike, and what goes the same is in memory once. */
export class CaseRows {
  readonly rows = new Map<number, CaseResult[]>();
  /** What each case came to, without those that went the same before. */
  private readonly variants: readonly CaseResult[][];

  /** `cases`: those that every behavior has, in their order. */
  constructor(private readonly cases: readonly ProofCase[]) {
    this.variants = cases.map(() => []);
  }

  /** Keeps the result of a behavior's case; one with findings is kept as it is. */
  set(behavior: number, index: number, result: CaseResult): void {
    let row = this.rows.get(behavior);
    if (row === undefined) this.rows.set(behavior, (row = []));
    row[index] = result.findings.length > 0 ? result : this.kept(index, result);
  }

  private kept(index: number, result: CaseResult): CaseResult {
    const variants = this.variants[index] ?? [];
    const known = variants.find((other) => isSame(other, result));
    if (known !== undefined) return known;
    const kept = { ...result, one: this.cases[index] ?? result.one };
    variants.push(kept);
    if (variants.length > variantsAtMost) variants.shift();
    return kept;
  }
}

/** The results of a matrix, behavior after behavior, whoever has run them: each is put together as it is asked for. */
export class CaseResults implements Iterable<CaseResult> {
  constructor(
    private readonly behaviors: readonly { readonly pattern: string }[],
    private readonly parts: readonly { readonly rows: ReadonlyMap<number, readonly CaseResult[]> }[],
  ) {}

  *[Symbol.iterator](): Generator<CaseResult> {
    for (const [number, { pattern: behavior }] of this.behaviors.entries()) {
      const row = this.parts.find(({ rows }) => rows.has(number))?.rows.get(number) ?? [];
      for (const result of row) {
        yield result.findings.length === 0 ? { ...result, one: { ...result.one, behavior } } : result;
      }
    }
  }
}

/** Member by member: there are a thousand and more for every behavior. */
function isSame(a: CaseResult, b: CaseResult): boolean {
  return (
    isSeenSame(a.seen, b.seen) &&
    isEachSame(a.judged, b.judged, isJudgedSame) &&
    a.outside?.because === b.outside?.because &&
    a.outside?.rule === b.outside?.rule &&
    a.outside?.got === b.outside?.got &&
    a.own?.status === b.own?.status &&
    a.own?.because === b.own?.because &&
    a.own?.rule === b.own?.rule &&
    isEachSame(a.own?.missing ?? [], b.own?.missing ?? [], Object.is)
  );
}

function isSeenSame(a: Seen, b: Seen): boolean {
  return (
    a.status === b.status &&
    a.resultType === b.resultType &&
    a.region === b.region &&
    a.failover === b.failover &&
    a.delayMs === b.delayMs &&
    isEachSame(a.exchanges, b.exchanges, isExchangeSame)
  );
}

function isExchangeSame(a: OriginExchange, b: OriginExchange): boolean {
  return (
    a.origin === b.origin &&
    a.attempt === b.attempt &&
    a.startMs === b.startMs &&
    a.endMs === b.endMs &&
    a.status === b.status &&
    a.failure === b.failure
  );
}

function isJudgedSame(a: JudgedPromise, b: JudgedPromise): boolean {
  return a.promise === b.promise && a.met === b.met && a.discriminates === b.discriminates;
}

function isEachSame<T>(a: readonly T[], b: readonly T[], isSame: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((one, index) => isSame(one, b[index] as T));
}
