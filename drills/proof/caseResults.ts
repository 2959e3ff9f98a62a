import type { OriginExchange } from "../../simulator/cloudfront/exchange";
import type { ProofCase } from "./matrix";
import type { CaseResult, JudgedPromise, Seen } from "./result";

/**
 * The results of a matrix, behavior after behavior. Behaviors are mostly configured alike, and what goes the same is in
 * memory once: a result is put together as it is asked for. One with findings is kept as it is.
 */
export class CaseResults implements Iterable<CaseResult> {
  private readonly kept: CaseResult[] = [];
  /** What each case came to, without those that went the same before. */
  private readonly variants: CaseResult[][];

  /** `cases`: those that every behavior has, in their order. */
  constructor(
    private readonly patterns: readonly string[],
    private readonly cases: readonly ProofCase[],
  ) {
    this.variants = cases.map(() => []);
  }

  /** Keeps the result of a case; `place` counts those of all behaviors. */
  set(place: number, result: CaseResult): void {
    const index = place % this.cases.length;
    const variants = this.variants[index];
    if (variants === undefined || result.findings.length > 0) {
      this.kept[place] = result;
      return;
    }
    let kept = variants.find((other) => isSame(other, result));
    if (kept === undefined) {
      kept = { ...result, one: this.cases[index] ?? result.one };
      variants.push(kept);
    }
    this.kept[place] = kept;
  }

  *[Symbol.iterator](): Generator<CaseResult> {
    for (const [place, result] of this.kept.entries()) {
      const behavior = this.patterns[Math.floor(place / this.cases.length)] ?? result.one.behavior;
      yield result.findings.length === 0 ? { ...result, one: { ...result.one, behavior } } : result;
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
