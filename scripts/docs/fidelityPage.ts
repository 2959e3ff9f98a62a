import type { Rule, RuleBook, RuleFamily } from "./rules";

/** Which files quote a rule. */
export interface Quotes {
  readonly code: ReadonlyMap<string, readonly string[]>;
  readonly tests: ReadonlyMap<string, readonly string[]>;
}

/** A point that AWS does not document. */
export interface SwitchLine {
  readonly number: number;
  readonly name: string;
  /** The default first. */
  readonly values: readonly string[];
  readonly implemented: boolean;
}

const head = `# Fidelity

<!-- Made by \`npm run docs\` from docs/rules, the sources and the tests. Change those. -->

What the simulator knows of CloudFront and S3, rule by rule: where the rule comes from, how sure it is, and which code and
which tests quote it. A rule that code or tests do not quote stands below as a gap: it is not modelled, not told apart from
another rule, or not tested by itself.

How sure: **A** current text or API model of AWS; **B** older text, AWS's blog or samples, or several independent reports;
**C** one report; **D** our inference from such rules; **U** not documented, so that there is a switch, and the default is
only one of two ways. Two letters are about two parts of a rule.

Nothing here was tried on AWS itself. A number should be verified on the live page before it is quoted.`;

/** `docs/fidelity.md`. */
export function fidelityPage(book: RuleBook, quotes: Quotes, switches: readonly SwitchLine[]): string {
  const parts = [
    head,
    ...book.families.map((family) => familyPart(family, book, quotes)),
    gapsPart(book, quotes),
    switchesPart(switches),
  ];
  return `${parts.join("\n\n")}\n`;
}

function familyPart({ title, rules }: RuleFamily, { sources }: RuleBook, quotes: Quotes): string {
  const lines = Object.entries(rules)
    .filter(([id]) => isCovered(id, quotes))
    .flatMap(([id, rule]) => [
      `- **${id}** (${rule.confidence}) ${rule.what}`,
      `  - ${sourcesOf(rule, sources)}`,
      `  - code: ${filesOf(quotes.code.get(id))}`,
      `  - tests: ${filesOf(quotes.tests.get(id))}`,
    ]);
  return [`## ${title}`, "", ...lines].join("\n");
}

function gapsPart({ families }: RuleBook, quotes: Quotes): string {
  const lines = families.flatMap(({ rules }) =>
    Object.entries(rules)
      .filter(([id]) => !isCovered(id, quotes))
      .map(([id, { what }]) => `- **${id}** ${what} (${gapOf(id, quotes)})`),
  );
  return ["## Gaps", "", ...lines].join("\n");
}

function isCovered(id: string, { code, tests }: Quotes): boolean {
  return code.has(id) && tests.has(id);
}

function gapOf(id: string, { code, tests }: Quotes): string {
  if (code.has(id)) return "no test quotes it";
  return tests.has(id) ? "no code quotes it" : "neither code nor test quotes it";
}

function switchesPart(switches: readonly SwitchLine[]): string {
  const lines = switches.map(
    ({ number, name, values, implemented }) =>
      `- **SIM-${number}** \`${name}\`: ${values.map((value) => `\`${value}\``).join(", ")} (the first is the default${implemented ? "" : "; no effect yet"})`,
  );
  return ["## Switches: what AWS does not document", "", ...lines].join("\n");
}

function sourcesOf({ source }: Rule, urls: Readonly<Record<string, string>>): string {
  return source.map((key) => `[${key}](${urls[key] ?? ""})`).join(", ");
}

/** As many files as a line can show; the repository's own search finds the others. */
const shownFiles = 3;

function filesOf(files: readonly string[] = []): string {
  const links = files.slice(0, shownFiles).map((file) => `[${file}](../${file})`);
  const others = files.length - links.length;
  return `${links.join(", ")}${others > 0 ? ` and ${others} more` : ""}`;
}
