import { FileNames } from "./fileNames";
import { foreignSuitePart, type ForeignSuite } from "./foreignSuites";
import { gapOf, isCovered, type Quotes } from "./ledger";
import type { Rule, RuleBook, RuleFamily } from "./rules";

/** A point that AWS does not document. */
export interface SwitchLine {
  readonly number: number;
  readonly name: string;
  /** The default first. */
  readonly values: readonly string[];
  /** What is not documented. */
  readonly question: string;
  /** The files that consult it. */
  readonly code: readonly string[];
}

export interface Ledger {
  readonly book: RuleBook;
  readonly quotes: Quotes;
  readonly switches: readonly SwitchLine[];
  readonly foreign: readonly ForeignSuite[];
  /** The rules that `npm run break-rules` breaks. */
  readonly broken: ReadonlySet<string>;
}

interface Names {
  readonly code: FileNames;
  readonly tests: FileNames;
}

/** `docs/fidelity.md`. */
export function fidelityPage(ledger: Ledger): string {
  const { book, quotes, switches, foreign } = ledger;
  const names: Names = {
    code: new FileNames([...quotes.code.values(), ...switches.map(({ code }) => code)].flat()),
    tests: new FileNames([...quotes.tests.values()].flat()),
  };
  const parts = [
    head(ledger),
    ...book.families.map((family) => familyPart(family, ledger, names)),
    switchesPart(switches, names),
    ...(foreign.length === 0 ? [] : ["## Tests that others wrote", ...foreign.map(foreignSuitePart)]),
    ["## The files", "", ...names.code.index(), ...names.tests.index()].join("\n"),
    ["## The sources", "", ...sourcesOf(book)].join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The sources that a rule names; a reader's Markdown makes links of their keys. */
function sourcesOf({ families, sources }: RuleBook): readonly string[] {
  const named = new Set(families.flatMap(({ rules }) => Object.values(rules)).flatMap(({ source }) => source));
  return Object.entries(sources)
    .filter(([key]) => named.has(key))
    .map(([key, url]) => `[${key}]: ${url}`);
}

function head({ book, quotes, broken, switches }: Ledger): string {
  const rules = book.families.flatMap((family) => Object.entries(family.rules));
  const covered = rules.filter(([id]) => isCovered(id, quotes)).length;
  const broke = rules.filter(([id]) => broken.has(id)).length;
  return `# Fidelity

<!-- Made by \`npm run docs\` from docs/rules, the sources and the tests. Change those. -->

This page is for who wants to know how far a passed drill can be trusted. It lists ${rules.length} rules of CloudFront and S3, each
with its source, the code that follows it and the tests that hold it. ${covered} of them have code and tests; the other
${rules.length - covered} say why they are not modelled. \`npm run break-rules\` breaks ${broke} of them (marked *) one at a time, in a copy of this tree,
and expects a test to go red for each.

How sure a rule is stands beside it: **A** current text or API model of AWS; **B** older text, AWS's blog or samples, or
several independent reports; **C** one report; **D** our inference from such rules; **U** not documented. Two letters are about
two parts of a rule. What is not documented is one of ${switches.length} switches, so that a drill can be run with either answer; the default
is only one of two ways.

Nothing here was tried on AWS itself. The rules were read, not measured: where AWS's documents are wrong, out of date or
silent, so is the simulator. A number should be verified on the live page before it is quoted, and a site that depends on
one answer of a switch should be tried on AWS.`;
}

function familyPart({ title, rules }: RuleFamily, ledger: Ledger, names: Names): string {
  const rows = Object.entries(rules).map(([id, rule]) => ruleRow(id, rule, ledger, names));
  return table(title, ["rule", "sure", "what", "source", "code", "tests"], rows);
}

function ruleRow(id: string, rule: Rule, { quotes, broken }: Ledger, names: Names): readonly string[] {
  const reason = rule.notModelled ?? (isCovered(id, quotes) ? undefined : gapOf(id, quotes));
  const lacking = reason === undefined ? "" : ` *${rule.partly === true ? "Not all" : "Not modelled"}: ${reason}*`;
  return [
    `${id}${broken.has(id) ? "*" : ""}`,
    rule.confidence,
    `${rule.what}${lacking}`,
    rule.source.map((key) => `[${key}]`).join(" "),
    filesOf(quotes.code.get(id), names.code),
    filesOf(quotes.tests.get(id), names.tests),
  ];
}

function switchesPart(switches: readonly SwitchLine[], names: Names): string {
  const rows = switches.map(({ number, name, values, question, code }) => [
    `SIM-${number}`,
    `\`${name}\``,
    values.map((value) => `\`${value}\``).join(", "),
    question,
    filesOf(code, names.code),
  ]);
  return table(
    "Switches: what AWS does not document",
    ["switch", "name", "values, the default first", "what is not documented", "code"],
    rows,
  );
}

function table(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `|${cells.map((cell) => cell.replaceAll("|", "\\|")).join("|")}|`;
  return [`## ${title}`, "", line(columns), line(columns.map(() => "-")), ...rows.map(line)].join("\n");
}

/** As many names as a cell shows; the repository's own search finds the others. */
const shownFiles = 1;

/** Where the code of a rule is most likely its own: the first that a file starts with. */
const nearest = [
  "simulator/cloudfront",
  "tests/simulator",
  "simulator/s3",
  "simulator",
  "edge",
  "drills",
  "components",
];

function filesOf(files: readonly string[] = [], names: FileNames): string {
  const distance = (file: string): number => {
    const found = nearest.findIndex((folder) => file.startsWith(folder));
    return found < 0 ? nearest.length : found;
  };
  const shown = [...files].sort((one, other) => distance(one) - distance(other)).slice(0, shownFiles);
  const others = files.length - shown.length;
  return `${shown.map((file) => names.show(file)).join(", ")}${others > 0 ? ` +${others}` : ""}`;
}
