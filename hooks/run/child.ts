/**
 * The process that runs hooks. On stdin every line is a {@link Message}; on stdout every line is a {@link Report}. It ends
 * when stdin does. Its arguments: `watch` where the system has no limits of its own, then the parent's id and how many
 * bytes it may have in memory.
 */
import { stdin, stdout } from "node:process";
import { disarm } from "./disarm";
import { type Message, nothing, type Report } from "./jobs";
import { runInProcess } from "./runInProcess";
import { watchMemory } from "./watchMemory";

const [, , watch, parent, limitBytes] = process.argv;
const write = stdout.write.bind(stdout);
const say = (report: Report): void => {
  write(`${JSON.stringify(report)}\n`);
};

async function work(line: string): Promise<void> {
  const { id, source, entry, budgetMs } = JSON.parse(line) as Message;
  say({ start: id });
  try {
    say({ id, findings: await runInProcess(source, entry, { budgetMs }) });
  } catch (error) {
    say({ id, findings: nothing({ kind: "examiner", message: `it could not be run: ${String(error)}` }) });
  }
}

// What a hook leaves behind must not end the process of the others.
process.on("unhandledRejection", () => undefined);
process.on("uncaughtException", () => undefined);

async function begin(): Promise<void> {
  if (watch === "watch") await watchMemory(Number(parent), Number(limitBytes));
  disarm();
  let rest = "";
  let last = Promise.resolve();
  stdin.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) last = last.then(() => work(line));
  });
  say({ ready: true });
}

void begin();
