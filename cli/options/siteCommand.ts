import { InvalidArgumentError, Option, type Command } from "commander";
import { parseSwitch, type Switches } from "../../simulator/cloudfront/switches";
import { parseContent } from "./content";
import { parseBucketPolicy, parseKvs } from "./files";
import { parseFunction } from "./functionCode";
import { parseConcurrency, parseTimeScale } from "./numbers";
import { parseHost, parseOrigin } from "./origin";
import { parseReplicate } from "./replicate";

/** Gives a command the options that say which site it is about. */
export function withSite(command: Command): Command {
  return command
    .addOption(new Option("-C, --cwd <dir>", "the folder of the Pulumi project").default("."))
    .addOption(new Option("-s, --stack <name>", "the stack whose configuration is used").default("dev"))
    .addOption(
      new Option(
        "--distribution <file>",
        "the site is a distribution: what `aws cloudfront get-distribution-config` prints",
      ).conflicts(["state", "cwd", "stack"]),
    )
    .addOption(
      new Option("--state <file>", "the site is a deployed stack: what `pulumi stack export` prints").conflicts([
        "cwd",
        "stack",
      ]),
    )
    .addOption(
      new Option("--local", "the site is what `static-site-ha local -- pulumi up` has made of the stack").conflicts([
        "distribution",
        "state",
      ]),
    )
    .option("--staging <file>", "a staging distribution beside --distribution, as its file is")
    .option(
      "--continuous-deployment <file>",
      "which viewers staging answers: what `aws cloudfront get-continuous-deployment-policy` prints",
    )
    .addOption(
      list("--content <[origin=]dir>", "files for an S3 origin's bucket; of a program: the sample site", parseContent),
    )
    .addOption(list("--origin <id=url|down>", "where an origin stands on this machine", parseOrigin))
    .addOption(list("--host <name=url>", "where a name stands that edge code sets", parseHost))
    .addOption(list("--function <arn=file[#export]>", "the code of a function; also ,runtime=…", parseFunction))
    .addOption(list("--policy <file>", "what `aws cloudfront get-cache-policy` and its like print", (file) => file))
    .addOption(list("--bucket-policy <origin=file>", "the policy of an S3 origin's bucket", parseBucketPolicy))
    .addOption(list("--replicate <from=to[,deletes]>", "replication between two S3 origins", parseReplicate))
    .addOption(list("--kvs <arn=file>", "the keys of a key-value store", parseKvs))
    .addOption(
      new Option("--switch <sim-n=value>", "how a point that AWS does not document is taken").argParser(
        (text: string, before: Partial<Switches> | undefined) => ({ ...before, ...parseSwitch(text) }),
      ),
    )
    .addOption(
      new Option(
        "--lambda-concurrency <n>",
        "how many Lambda@Edge functions run at once; more are throttled (LE-24); default: any number",
      ).argParser(parseConcurrency),
    )
    .addOption(
      new Option("--time-scale <n>", "CloudFront's timeouts and TTLs are n times shorter")
        .argParser(parseTimeScale)
        .default(1),
    );
}

/** An option that may be given again. */
function list(flags: string, description: string, parse: (text: string) => unknown): Option {
  return new Option(flags, description).argParser((text: string, before: readonly unknown[] | undefined) => {
    if (text === "") throw new InvalidArgumentError("it is empty");
    return [...(before ?? []), parse(text)];
  });
}
