/** The options before or after a command of Pulumi's that take a value, so that the value is no command. */
const valued: ReadonlySet<string> = new Set([
  ...["-C", "--cwd", "--color", "-v", "--verbose", "--memprofilerate", "--otel-traces", "--profiling", "--tracing"],
  ...["-s", "--stack"],
]);

/** Pulumi's other names of what it does. */
const names: Readonly<Record<string, string>> = { update: "up", pre: "preview", down: "destroy", dn: "destroy" };

/** What a command line of Pulumi's asks for, as far as it concerns the embedded cloud. */
export interface PulumiCommand {
  /** `up`, `stack rm`, …; empty where there is none. */
  readonly name: string;
  readonly cwd: string | undefined;
  readonly stack: string | undefined;
}

/** Reads the arguments of `pulumi`. Pure. */
export function readPulumiCommand(args: readonly string[]): PulumiCommand {
  const words: string[] = [];
  for (let index = 0; index < args.length && words.length < 2; index += 1) {
    const arg = args[index] ?? "";
    if (arg === "--") break;
    if (!arg.startsWith("-")) words.push(arg);
    else if (valued.has(arg)) index += 1;
  }
  const [first = "", second = ""] = words;
  const name = names[first] ?? first;
  return {
    name: grouped.has(name) && second !== "" ? `${name} ${second}` : name,
    cwd: valueOf(args, "--cwd", "-C"),
    stack: valueOf(args, "--stack", "-s"),
  };
}

/** Commands with commands of their own. */
const grouped: ReadonlySet<string> = new Set(["config", "package", "plugin", "policy", "stack", "state"]);

/** Commands that read the stack's configuration from a file that can be named. */
const configured: ReadonlySet<string> = new Set(["up", "preview", "refresh", "destroy", "import", "watch"]);

/** Commands that run the program, and so need every value of its configuration. */
const running: ReadonlySet<string> = new Set(["up", "preview", "watch"]);

/** Commands for which a stack that is not there yet is made. */
const making: ReadonlySet<string> = new Set([...running, "refresh", "import"]);

/** Commands that write the configuration of a stack, or take it along. */
const writing: ReadonlySet<string> = new Set(
  ["init", "new", "rm", "remove", "rename", "change-secrets-provider"].map((name) => `stack ${name}`),
);

/** Whether the command runs the program. */
export function runsProgram(name: string): boolean {
  return running.has(name);
}

/** Whether the command wants the stack to be there, however new it is. */
export function makesStack(name: string): boolean {
  return making.has(name) || /^config\b/.test(name);
}

/** Where the copy of a stack's configuration is. */
export interface ConfigCopy {
  readonly file: string;
  /** Its folder, in which there is a project of the same name. */
  readonly folder: string;
}

/**
 * The arguments with what keeps the user's own files as they are: the configuration is read from a copy, since Pulumi
 * writes the mark of its passphrase into it, and what writes it does so among the copies. What was imported is shown as
 * code only where that is asked for: the embedded cloud has no schema for it. Pure.
 */
export function guardedArguments(args: readonly string[], copy: ConfigCopy): readonly string[] {
  const { name } = readPulumiCommand(args);
  if (writing.has(name) || /^config\b/.test(name)) return inserted(args, `--cwd=${copy.folder}`);
  if (!configured.has(name)) return args;
  const own = valueOf(args, "--config-file") === undefined ? [`--config-file=${copy.file}`] : [];
  const asked = args.some((arg) => arg.startsWith("--generate-code"));
  return inserted(args, ...own, ...(name === "import" && !asked ? ["--generate-code=false"] : []));
}

/** Before what belongs to another program. */
function inserted(args: readonly string[], ...added: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  return end < 0 ? [...args, ...added] : [...args.slice(0, end), ...added, ...args.slice(end)];
}

function valueOf(args: readonly string[], ...options: readonly string[]): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg === "--") return undefined;
    for (const option of options) {
      if (arg === option) return args[index + 1];
      if (arg.startsWith(`${option}=`)) return arg.slice(option.length + 1);
      if (!option.startsWith("--") && arg.startsWith(option) && arg.length > option.length && !arg.startsWith("--")) {
        return arg.slice(option.length);
      }
    }
  }
  return undefined;
}
