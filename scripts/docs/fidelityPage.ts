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
  readonly question: string;
}

const head = `# Fidelity

<!-- Made by \`npm run docs\` from docs/rules, the sources and the tests. Change those. -->

What the simulator knows of CloudFront and S3, rule by rule: where the rule comes from, how sure it is, which code follows
it, and which test goes red when that code does not. \`npm run break-rules\` breaks a sample of them and shows it.

How sure: **A** current text or API model of AWS; **B** older text, AWS's blog or samples, or several independent reports;
**C** one report; **D** our inference from such rules; **U** not documented, so that there is a switch, and the default is
only one of two ways. Two letters are about two parts of a rule.

Nothing here was tried on AWS itself. A number should be verified on the live page before it is quoted.`;

/** `docs/fidelity.md`. */
export function fidelityPage(book: RuleBook, quotes: Quotes, switches: readonly SwitchLine[]): string {
  const parts = [
    head,
    ...book.families.map((family) => familyPart(family, book, quotes)),
    notModelledPart(book),
    switchesPart(switches),
  ];
  return `${parts.join("\n\n")}\n`;
}

function familyPart({ title, rules }: RuleFamily, { sources }: RuleBook, { code, tests }: Quotes): string {
  const lines = Object.entries(rules)
    .filter(([, { notModelled }]) => notModelled === undefined)
    .flatMap(([id, rule]) => [
      `- **${id}** (${rule.confidence}) ${rule.what}`,
      `  - ${sourcesOf(rule, sources)}`,
      `  - code: ${filesOf(code.get(id))}`,
      `  - tests: ${filesOf(tests.get(id))}`,
    ]);
  return [`## ${title}`, "", ...lines].join("\n");
}

function notModelledPart({ families }: RuleBook): string {
  const lines = families.flatMap(({ rules }) =>
    Object.entries(rules).flatMap(([id, { what, notModelled }]) =>
      notModelled === undefined ? [] : [`- **${id}** ${what}`, `  - ${notModelled}`],
    ),
  );
  return ["## Not modelled, or with nothing to model", "", ...lines].join("\n");
}

function switchesPart(switches: readonly SwitchLine[]): string {
  const lines = switches.map(
    ({ number, name, values, question }) =>
      `- **SIM-${number}** \`${name}\`: ${values.map((value) => `\`${value}\``).join(", ")} (the first is the default). ${question}`,
  );
  return ["## Switches: what AWS does not document", "", ...lines].join("\n");
}

function sourcesOf({ source }: Rule, urls: Readonly<Record<string, string>>): string {
  return source.map((key) => `[${key}](${urls[key] ?? ""})`).join(", ");
}

function filesOf(files: readonly string[] | undefined): string {
  return files === undefined ? "none" : files.map((file) => `[${file}](../${file})`).join(", ");
}
