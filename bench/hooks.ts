import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { closeHooks, examineHook } from "../hooks";
import { confusionMatrix, grepVerdict, type Judged, type Shares, sharesOf } from "./hooks/confusion";
import { readCorpus, type Specimen } from "./hooks/corpus";
import { median, printAtLeast, printRatio } from "./statistics";

const root = resolve(__dirname, "..");
const corpus = join(root, "tests", "hooks", "corpus");
const ordinary = join(corpus, "rewrites", "alias.js");
const rounds = 9;

/** Milliseconds for one hook within one run of many; a ratio to one millisecond. */
const maximumMsPerHook = 50;
/** The examination of one hook from a cold start, by the start of Node with acorn. */
const maximumCold = 3.5;

/**
 * What the examiner says of the corpus against what is true of it, next to what a search for an assignment says; then what
 * it costs: a hook within one run of many, and one alone from a cold start with its child process.
 */
export async function measureHooks(): Promise<boolean> {
  const specimens = await readCorpus(corpus);
  const { judged, milliseconds } = await examineAll(specimens);
  const grepped = specimens.map((specimen) => ({ specimen, verdict: grepVerdict(specimen) }));
  process.stdout.write(`hooks: ${specimens.length} of the corpus and its variants\n${confusionMatrix(judged)}\n`);
  process.stdout.write(`hooks: a search for an assignment to a status\n${confusionMatrix(grepped)}\n`);
  process.stdout.write(`hooks: a search ${shown(sharesOf(grepped))}\n`);
  const { recall, precision, clean } = sharesOf(judged);
  const holds = [
    printAtLeast("hooks: rewriting ones that are refused", recall, 1),
    printAtLeast("hooks: refused ones that rewrite or cannot be decided", precision, 0.97),
    printAtLeast("hooks: clean ones that are called keeps-status", clean, 0.95),
    printRatio("hooks: median of a hook in one run of many / 1 ms", median(milliseconds), maximumMsPerHook),
    printRatio("hooks: one alone, cold / start of Node and acorn", coldRatio(), maximumCold),
  ];
  return holds.every(Boolean);
}

async function examineAll(specimens: readonly Specimen[]) {
  const judged: Judged[] = [];
  const milliseconds: number[] = [];
  // Its process is there before the first one counts.
  const [first] = specimens;
  if (first !== undefined) await examineHook(first.source, first.options);
  for (const specimen of specimens) {
    const start = performance.now();
    const { verdict } = await examineHook(specimen.source, specimen.options);
    milliseconds.push(performance.now() - start);
    judged.push({ specimen, verdict });
  }
  closeHooks();
  return { judged, milliseconds };
}

/** Both as whole processes, alternating, medians. */
function coldRatio(): number {
  const bare: number[] = [];
  const examined: number[] = [];
  const parse =
    "require('acorn').parse(require('fs').readFileSync(process.argv[1], 'utf8'), { ecmaVersion: 'latest' })";
  for (let round = 0; round < rounds; round++) {
    bare.push(timed(["-e", parse, ordinary]));
    examined.push(timed([join(root, "dist", "bench-hook.js"), ordinary]));
  }
  process.stdout.write(
    `hooks: Node and acorn ${median(bare).toFixed(0)} ms, an examination ${median(examined).toFixed(0)} ms\n`,
  );
  return median(examined) / median(bare);
}

function timed(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0)
    throw new Error(`node ${args.join(" ")} must end with 0 to be measured, got ${String(status)}: ${stderr}`);
  return performance.now() - start;
}

function shown({ recall, precision, clean }: Shares): string {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return `refuses ${percent(recall)} of the rewriting ones, is right with ${percent(precision)} of what it refuses, lets ${percent(clean)} of the clean ones be`;
}
