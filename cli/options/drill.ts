import { Option, type Command } from "commander";
import { CodedError } from "../../aws/codedError";
import type { Experiment } from "../../drills";
import { experimentNames } from "../../drills/builtIn";
import { rescaled } from "../../drills/load/schedule";
import type { SiteOptions } from "../siteOptions";
import { parseDuration, parseRate } from "./numbers";
import { wrongUsage } from "./pair";
import { withReport, type ReportOptions } from "./report";
import { withSite } from "./siteCommand";

/** The options of `static-site-ha drill`. */
export interface DrillCommandOptions extends SiteOptions, ReportOptions {
  readonly list?: boolean;
  readonly site?: string;
  /** False with `--no-load`. */
  readonly load: boolean;
  readonly rate?: number;
  readonly duration?: number;
}

/** What says which site is drilled, and so does not go with one that is served already. */
const ownSite = [
  ...["distribution", "state", "local", "staging", "continuousDeployment", "content", "origin", "host", "function"],
  ...["policy", "bucketPolicy", "replicate", "kvs", "switch", "lambdaConcurrency", "timeScale", "cwd", "stack"],
];

/** Gives `drill` its options. */
export function withDrill(command: Command): Command {
  return withReport(withSite(command), ["text", "json", "junit", "markdown", "html"])
    .argument("[experiment]", `${experimentNames.join(", ")}, or a .json file with one of yours`)
    .option("--list", "print the experiments that there are, and break nothing")
    .addOption(new Option("--site <url>", "drill a site that is served already, over its console").conflicts(ownSite))
    .addOption(
      new Option("--rate <n>", "requests a second to the site and to its control; default: the experiment's").argParser(
        parseRate,
      ),
    )
    .addOption(
      new Option("--duration <seconds>", "of the load before, during and after the fault together").argParser(
        parseDuration,
      ),
    )
    .addOption(new Option("--no-load", "probes alone, without a load beside them").conflicts(["rate", "duration"]));
}

/** The experiment with the load that the options ask for. */
export function withLoad(experiment: Experiment, { load, rate, duration }: DrillCommandOptions): Experiment {
  if (!load) return { ...experiment, load: { ...experiment.load, rate: 0 } };
  const changes = {
    ...(rate === undefined ? {} : { rate }),
    ...(duration === undefined ? {} : { duration }),
  };
  return { ...experiment, load: rescaled(experiment.load, changes) };
}

/** `--site URL` of a console. Throws `E_USAGE`. */
export function consoleUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname)) return url.origin;
  throw wrongUsage("--site", "the address of a console on this machine, such as http://127.0.0.1:8081", text);
}

/** The experiment's name, which only `--list` does without. Throws `E_USAGE`. */
export function experimentNamed(name: string | undefined): string {
  if (name !== undefined) return name;
  throw new CodedError(
    "E_USAGE",
    `an experiment must be one of ${experimentNames.join(", ")} or a .json file, got none; --list tells what they do`,
    "experiment",
  );
}
