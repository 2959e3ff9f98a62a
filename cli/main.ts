import * as nodeModule from "node:module";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { CodedError } from "../aws/codedError";
import type * as drill from "./drill";
import type * as examine from "./examine";
import type * as local from "./local";
import { exitCodeOf, report } from "./failure";
import { parseAccessLog } from "./options/accessLog";
import { type DrillCommandOptions, withDrill } from "./options/drill";
import { withExamined } from "./options/examined";
import { parseBudget } from "./options/numbers";
import { parsePops } from "./options/pops";
import { withFormat, withReport } from "./options/report";
import { withSite } from "./options/siteCommand";
import { packageRoot } from "./packageRoot";
import type * as prove from "./prove";
import type * as serve from "./serve";

/* eslint-disable @typescript-eslint/no-require-imports -- a command waits for what it needs itself, and for no other's */

// Node.js 22.1 has it; what an older one lacks besides is said below.
(nodeModule as Partial<typeof nodeModule>).enableCompileCache?.(
  join(packageRoot(), "node_modules", ".cache", "static-site-ha", "compile"),
);

const program = new Command("static-site-ha")
  .description("A static site on AWS that survives the loss of a region, and proves it before it is deployed.")
  .exitOverride()
  .configureOutput({ outputError: () => undefined })
  .showSuggestionAfterError(false);

withFormat(withSite(program.command("serve", { isDefault: true })), ["text", "json"])
  .description("bring the site up on the embedded cloud, publish its content, run the deleted-index drill, then serve")
  .option("--port <port>", "the edge's port; 0 picks a free one", "8080")
  .option("--console-port <port>", "the console's port; 0 picks a free one", "8081")
  .option("--s3-port <port>", "the S3 endpoint's port; 0 picks a free one", "9000")
  .option("--https-port <port>", "the edge over TLS with a self-signed certificate as well; 0 picks a free port")
  .option("--pops <list>", "points of presence such as SEA19-C1,FRA56-P1, a cache and a port each", parsePops)
  .option("--access-log <file>", "standard log lines (version 2); also ,format=json or real-time", parseAccessLog)
  .action((options: serve.ServeOptions) => (require("./serve") as typeof serve).serveCommand(options));

withReport(withSite(program.command("prove")), ["text", "json", "junit", "markdown", "html"])
  .description("run every behavior, method, object and fault in virtual time, and say which promises hold")
  .option("--baseline <file>", "an earlier proof, as --format json writes it, to compare with")
  .option("--budget <seconds>", "how long a viewer may wait while the primary fails (default: 35)", parseBudget)
  .action((options: prove.ProveCommandOptions) => (require("./prove") as typeof prove).proveCommand(options));

withDrill(program.command("drill"))
  .description("break the site on purpose, in real time, and see whether viewers still get what is right")
  .action((name: string | undefined, options: DrillCommandOptions) =>
    (require("./drill") as typeof drill).drillCommand(name, options),
  );

withExamined(program.command("examine"))
  .description("read and run code for the edge, and say what it does to the status of a response")
  .action((files: readonly string[], options: examine.ExamineCommandOptions) => {
    return (require("./examine") as typeof examine).examineCommand(files, options);
  });

program
  .command("local")
  .argument("<command...>", "after --: pulumi with its arguments")
  .description("run pulumi with the embedded cloud as its provider: nothing leaves this machine")
  .option("--serve", "serve the site after an up; default: on a terminal")
  .option("--no-serve", "end with pulumi")
  .action((words: readonly string[], options: local.LocalOptions) => {
    return (require("./local") as typeof local).localCommand(words, options);
  });

async function main(args: readonly string[]): Promise<void> {
  try {
    refuseOldNode(process.versions.node);
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (process.exitCode !== 0) report(asUsage(error), args);
  }
  // A request that still waits on a fault must not keep a command that is done; what was printed goes out first.
  process.stdout.write("", () => process.exit());
}

/** `npx` and `npm start` bring the project's own Node.js; only who starts the file by hand can have an older one. */
function refuseOldNode(version: string): void {
  if (Number(version.split(".")[0]) >= 22) return;
  throw new CodedError(
    "E_USAGE",
    `Node.js must be 22 or newer, got ${version}; start it with npx or npm, which bring one`,
  );
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
