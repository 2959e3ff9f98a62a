/** What expressions see: `github`, `inputs`, `steps`, … */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the job has gone so far. */
export type JobStatus = "success" | "failure";

/** GitHub's expressions, evaluated by its own library. All throw for what it cannot read, and for unknown contexts. */
export interface Expressions {
  /** A text with its `${{ }}` evaluated. */
  interpolate(text: string, contexts: Contexts, status: JobStatus): string;
  /** Whether a step or a job runs; one that asks for no status runs while all went well. */
  condition(text: string | undefined, contexts: Contexts, status: JobStatus): boolean;
}

/** The library is an ES module for `import` alone. */
export async function loadExpressions(): Promise<Expressions> {
  const { data, Evaluator, Lexer, Parser } = await import("@actions/expressions");

  const asData = (value: unknown) =>
    JSON.parse(JSON.stringify(value ?? null), data.reviver) as ReturnType<typeof data.reviver>;

  const evaluate = (expression: string, contexts: Contexts, status: JobStatus) => {
    const answers = { success: status === "success", failure: status === "failure", cancelled: false, always: true };
    const functions = Object.entries(answers).map(([name, answer]) => ({
      ...{ name, minArgs: 0, maxArgs: 0 },
      call: () => new data.BooleanData(answer),
    }));
    const { tokens } = new Lexer(expression).lex();
    const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
    const pairs = Object.entries(contexts).map(([key, value]) => ({ key, value: asData(value) }));
    const byName = new Map(functions.map((one) => [one.name, one]));
    return new Evaluator(parsed, new data.Dictionary(...pairs), byName).evaluate();
  };

  return {
    interpolate: (text, contexts, status) =>
      text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_, expression: string) =>
        evaluate(expression.trim(), contexts, status).coerceString(),
      ),
    condition: (text = "", contexts, status) => {
      const [, inner = text] = /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(text) ?? [];
      const asksStatus = /\b(success|failure|cancelled|always)\s*\(/.test(inner);
      const expression = inner.trim() === "" ? "success()" : asksStatus ? inner : `success() && (${inner})`;
      const value = evaluate(expression.trim(), contexts, status);
      return !(value instanceof data.Null) && !["", "false", "0"].includes(value.coerceString());
    },
  };
}
