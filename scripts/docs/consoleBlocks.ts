import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const root = resolve(__dirname, "..", "..");

/** Fenced blocks that show a command and what it prints. */
const block = /^```console\n\$ (?<command>[^\n]+)\n(?<output>.*?)^```$/gms;

/** The commands that a document shows, with what it says that they print. */
export function consoleBlocks(text: string): readonly { readonly command: string; readonly output: string }[] {
  return [...text.matchAll(block)].map(({ groups }) => ({
    command: groups?.["command"] ?? "",
    output: groups?.["output"] ?? "",
  }));
}

/** The same document with what its commands print today. */
export async function runConsoleBlocks(text: string): Promise<string> {
  let done = text;
  for (const { command, output } of consoleBlocks(text)) {
    const shown = `$ ${command}\n`;
    // Not as a pattern: what is printed may hold dollars.
    done = done.split(`${shown}${output}\`\`\``).join(`${shown}${await outputOf(command)}\`\`\``);
  }
  return done;
}

/**
 * What a command prints, on both streams, and its exit code where that is not 0; with `| head -n N` the first lines. What
 * differs from run to run is left out: how long it took. Only commands of our own are run.
 */
export async function outputOf(command: string): Promise<string> {
  const { words = "", lines } =
    /^npx static-site-ha (?<words>[^|]+?)(?: \| head -n (?<lines>\d+))?$/.exec(command)?.groups ?? {};
  if (words === "") throw new Error(`a command must be one of npx static-site-ha, got ${command}`);
  const child = spawn(process.execPath, [resolve(root, "dist/cli.js"), ...words.split(" ")], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await once(child, "close");
  const timeless = text.replace(/,? in \d+(\.\d+)? s\b/g, "");
  if (lines !== undefined) return `${timeless.split("\n").slice(0, Number(lines)).join("\n").trimEnd()}\n`;
  return `${timeless}${child.exitCode === 0 ? "" : `# exit code ${String(child.exitCode)}\n`}`;
}
