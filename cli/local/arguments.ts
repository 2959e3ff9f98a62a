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
const configured: ReadonlySet<string> = new Set(["up", "preview", "refresh", "destroy", "import"]);

/**
 * The arguments with what keeps the user's own files as they are: the configuration is read from a copy, since Pulumi
 * writes the mark of its passphrase into it, and a stack that is removed leaves its configuration. Pure.
 */
export function guardedArguments(args: readonly string[], configFile: string | undefined): readonly string[] {
  const { name } = readPulumiCommand(args);
  if (configured.has(name) && configFile !== undefined && valueOf(args, "--config-file") === undefined) {
    return inserted(args, `--config-file=${configFile}`);
  }
  if (name === "stack rm" && !args.includes("--preserve-config")) return inserted(args, "--preserve-config");
  return args;
}

/** Before what belongs to another program. */
function inserted(args: readonly string[], arg: string): readonly string[] {
  const end = args.indexOf("--");
  return end < 0 ? [...args, arg] : [...args.slice(0, end), arg, ...args.slice(end)];
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
