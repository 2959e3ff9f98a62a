import { CommanderError } from "commander";
import { CodedError } from "../aws/codedError";

/** 2: wrong usage or unreadable input, which is all that ends a command by an error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return error instanceof CodedError && error.code === "E_INTERRUPTED" ? 130 : 2;
}

/** Prints one line on stderr: a sentence, or JSON where `--format json` was asked for. Never a stack trace. */
export function report(error: unknown, args: readonly string[]): void {
  const coded = asCoded(error);
  if (process.env["STATIC_SITE_HA_DEBUG"] !== undefined) console.error(error);
  process.stderr.write(`${wantsJson(args) ? JSON.stringify(coded) : coded.message.replace(/\s*\n\s*/g, " | ")}\n`);
}

/** What nobody foresaw is a fault of ours; its stack helps only where somebody asks for it. */
function asCoded(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CodedError("E_INTERNAL", `${message}; please report it (STATIC_SITE_HA_DEBUG=1 shows where)`);
}

function wantsJson(args: readonly string[]): boolean {
  return args.includes("--format=json") || args.some((arg, at) => arg === "--format" && args[at + 1] === "json");
}
