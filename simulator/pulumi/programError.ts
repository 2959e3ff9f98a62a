import { stripVTControlCharacters } from "node:util";
import { type ErrorCode, errorCodes } from "../../aws/errorCodes";

/** The line that a coded error of ours, or of anybody who follows the form, begins with. */
const coded = /(?:^|\s)(E_[A-Z0-9_]+: .+)$/m;

/**
 * The sentence that tells what went wrong in a program, out of what it logged: a coded error first when there is one,
 * then the other messages, without stacks, colours and what the SDK puts around them. Pure.
 */
export function programMessage(logged: readonly string[], stderr: string, exitCode: number | null): string {
  const messages = [...new Set(logged.map(withoutStack).filter((message) => message !== ""))];
  if (messages.length === 0)
    messages.push(lastWords(stderr) || `it ended with exit code ${String(exitCode)} and said nothing`);
  const codedFirst = messages.flatMap((message) => coded.exec(message)?.[1] ?? []);
  const others = messages.filter((message) => !coded.test(message));
  return [...new Set(codedFirst), ...others].join("; ");
}

/**
 * A refusal of ours that came out of the program as text, taken apart again: its code, its sentence, and as its path the
 * key of the configuration or the argument that the sentence begins with.
 */
export function ownRefusal(message: string): { code: ErrorCode; sentence: string; path?: string } | undefined {
  const [, code, sentence] = /^(E_[A-Z0-9_]+): ([^]+)$/.exec(message) ?? [];
  if (code === undefined || sentence === undefined || !isErrorCode(code)) return undefined;
  const key = /\(set by (\S+) in the stack's configuration\)/.exec(sentence)?.[1];
  const path = key ?? /^(\S+) (?:must|is) /.exec(sentence)?.[1];
  return { code, sentence, ...(path === undefined ? {} : { path }) };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

/** What an inspected error says before its stack. */
export function withoutStack(text: string): string {
  const lines = stripVTControlCharacters(text)
    .replace(/^Running program '.*' failed with an unhandled exception:\n/, "")
    .split("\n");
  const end = lines.findIndex((line) => /^\s+at \S/.test(line));
  const message = (end < 0 ? lines : lines.slice(0, end)).join("\n").trim();
  return message.replace(/^(?:<ref \*\d+> )?(?:Uncaught )?Error: /, "");
}

/** The lines of stderr that are no stack and no warning of Node's. */
function lastWords(stderr: string): string {
  return stripVTControlCharacters(stderr)
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s+at |^\(node:|^\(Use `node|^Node\.js v/.test(line))
    .slice(-5)
    .join("\n");
}
