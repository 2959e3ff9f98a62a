import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { Command, CommanderError, Option } from "commander";
import { CodedError } from "../aws/codedError";
import { experimentNames } from "../drills";
import { drillCommand } from "./drill";
import { exitCodeOf, report } from "./failure";
import { packageRoot } from "./packageRoot";
import { serveCommand } from "./serve";

enableCompileCache(join(packageRoot(), "node_modules", ".cache", "static-site-ha", "compile"));

const program = new Command("static-site-ha")
  .description("A static site on AWS that survives the loss of a region, and proves it before it is deployed.")
  .exitOverride()
  .configureOutput({ outputError: () => undefined })
  .showSuggestionAfterError(false);

const project = (): Option => new Option("-C, --cwd <dir>", "the folder of the Pulumi project").default(".");
const stack = (): Option => new Option("-s, --stack <name>", "the stack whose configuration is used").default("dev");
const content = (): Option =>
  new Option("--content <dir>", "the site's files").default(join(packageRoot(), "examples", "site"), "the sample site");
const format = (): Option =>
  new Option("--format <format>", "what is printed").choices(["text", "json"]).default("text");

program
  .command("serve", { isDefault: true })
  .description("run the program on the embedded cloud, publish the content, run the deleted-index drill, then serve")
  .addOption(project())
  .addOption(stack())
  .addOption(content())
  .addOption(format())
  .option("--port <port>", "the edge's port; 0 picks a free one", "8080")
  .option("--console-port <port>", "the console's port; 0 picks a free one", "8081")
  .action(serveCommand);

program
  .command("drill")
  .argument("<experiment>", `${experimentNames.join(", ")}, or a .json file with one of yours`)
  .description("break the site on purpose, in real time, and see whether viewers still get what is right")
  .addOption(project())
  .addOption(stack())
  .addOption(content())
  .addOption(format())
  .action(drillCommand);

async function main(args: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    report(asUsage(error), args);
    process.exitCode = exitCodeOf(error);
  }
}

/** Commander's own refusals in our form. */
function asUsage(error: unknown): unknown {
  if (!(error instanceof CommanderError)) return error;
  if (error.code === "commander.excessArguments") {
    const names = program.commands.map((command) => command.name()).join(", ");
    return new CodedError("E_USAGE", `a command must be one of ${names}, got ${program.args.join(" ")}`);
  }
  const sentence = error.message.replace(/^error: /, "").replace(/\.$/, "");
  return new CodedError("E_USAGE", `${sentence}; static-site-ha --help shows what there is`);
}

// A reader that has seen enough (`| head`) ends the command; that is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 2);
});

void main(process.argv.slice(2));
