import { CodedError } from "../../aws/codedError";
import type { Series } from "./series";

/** A value of metric math: one number, or a point for each period. */
type Value = number | Series;

/** Evaluates the part of metric math that a site's alarms and objective use. */
interface Scope {
  readonly series: ReadonlyMap<string, Series>;
  readonly length: number;
}

/**
 * The series of an expression over others of one length. Numbers, `+ - * /`, parentheses, `FILL(m, 0)` and
 * `MIN([a, b])` or `MAX([a, b])` are known; where a point lacks, its result lacks.
 *
 * @throws CodedError `E_ALARM` for anything else.
 */
export function evaluateExpression(text: string, series: ReadonlyMap<string, Series>): Series {
  const [first] = series.values();
  const scope = { series, length: first?.length ?? 0 };
  const parser = new Parser(text, scope);
  const value = parser.sum();
  parser.end();
  return asSeries(value, scope);
}

class Parser {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly scope: Scope,
  ) {
    this.tokens = text.match(/\d+(?:\.\d+)?|\w+|[^\s\w]/g) ?? [];
  }

  sum(): Value {
    let left = this.product();
    for (;;) {
      if (this.take("+")) left = this.combined(left, this.product(), (one, other) => one + other);
      else if (this.take("-")) left = this.combined(left, this.product(), (one, other) => one - other);
      else return left;
    }
  }

  end(): void {
    if (this.at < this.tokens.length) throw this.refused();
  }

  private product(): Value {
    let left = this.atom();
    for (;;) {
      if (this.take("*")) left = this.combined(left, this.atom(), (one, other) => one * other);
      else if (this.take("/")) left = this.combined(left, this.atom(), (one, other) => one / other);
      else return left;
    }
  }

  private atom(): Value {
    if (this.take("(")) {
      const value = this.sum();
      this.expect(")");
      return value;
    }
    const token = this.tokens[this.at] ?? "";
    this.at += 1;
    if (/^\d/.test(token)) return Number(token);
    if (this.take("(")) return this.call(token);
    const series = this.scope.series.get(token);
    if (series === undefined) throw this.refused();
    return series;
  }

  private call(name: string): Value {
    if (name === "FILL") {
      const value = asSeries(this.sum(), this.scope);
      this.expect(",");
      const filling = this.sum();
      this.expect(")");
      if (typeof filling !== "number") throw this.refused();
      return value.map((point) => point ?? filling);
    }
    if (name !== "MIN" && name !== "MAX") throw this.refused();
    this.expect("[");
    const parts = [this.sum()];
    while (this.take(",")) parts.push(this.sum());
    this.expect("]");
    this.expect(")");
    const choose = name === "MIN" ? Math.min : Math.max;
    return parts.reduce((one, other) => this.combined(one, other, (a, b) => choose(a, b)));
  }

  private combined(left: Value, right: Value, by: (one: number, other: number) => number): Value {
    if (typeof left === "number" && typeof right === "number") return by(left, right);
    const [ones, others] = [asSeries(left, this.scope), asSeries(right, this.scope)];
    return ones.map((one, index) => {
      const other = others[index];
      if (one === undefined || other === undefined) return undefined;
      const value = by(one, other);
      // A division by zero gives no point.
      return Number.isFinite(value) ? value : undefined;
    });
  }

  private expect(token: string): void {
    if (!this.take(token)) throw this.refused();
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }

  private refused(): CodedError {
    const token = this.tokens[Math.min(this.at, this.tokens.length - 1)] ?? "nothing";
    const known = [...this.scope.series.keys()].join(", ");
    return new CodedError(
      "E_ALARM",
      `metric math must consist of ${known || "metrics"}, numbers, + - * /, parentheses, FILL(m, 0), MIN([a, b]) and ` +
        `MAX([a, b]), got ${this.text}, which is not known from ${token} on`,
      "expression",
    );
  }
}

function asSeries(value: Value, { length }: Scope): Series {
  return typeof value === "number" ? Array.from({ length }, () => value) : value;
}
