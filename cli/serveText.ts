import { worstCaseOf } from "../drills/worstCase";
import type { DrillTarget } from "../drills";
import type { FunctionRun, LogRecord } from "../simulator/cloudfront/exchange";
import type { LoadedProgram } from "../simulator/loadProgram";
import type { Origin } from "../simulator/model/distributionConfig";
import { bucketOfOrigin, regionOfHost } from "../simulator/model/members";

/** What the program became, and how long that took. */
export function loadedLine({ resources, model }: LoadedProgram, milliseconds: number): string {
  const regions = [...new Set(model.buckets.map(({ region }) => region))].join(" and ");
  return `program: ${resources} resources in ${regions}, as pulumi up would send them, in ${(milliseconds / 1000).toFixed(1)} s`;
}

/** What stands where, what a dead primary costs, and how to break it. */
export function readyText(target: DrillTarget, edge: string, console: string, keys: boolean): string {
  const { members, distribution } = target;
  return [
    "",
    `site         ${edge}/   (distribution ${distribution.id}, ${distribution.domainName})`,
    `console      ${console}/`,
    memberLine("primary", members.primary, target),
    memberLine("replica", members.replica, target),
    `origin group ${members.group === undefined ? "none: nothing fails over" : `${members.group.id}, fails over on ${members.group.statusCodes.join(" ")}`}`,
    worstCaseLine(target),
    "",
    ...howToBreak(console, keys),
    "",
  ].join("\n");
}

/** `14:03:07 GET /about.html 200 Miss us-west-2 Failover:503 2001 ms`. */
export function requestLine(record: LogRecord): string {
  const query = record["cs-uri-query"];
  const region = regionOfHost(record["r-host"]) ?? record["r-host"];
  return [
    new Date(record.timestamp).toTimeString().slice(0, 8),
    record["cs-method"],
    printable(`${record["cs-uri-stem"]}${query === "" || query === "-" ? "" : `?${query}`}`),
    record["sc-status"],
    record["x-edge-result-type"],
    region === "" || region === "-" ? "(no origin asked)" : region,
    record["sr-reason"],
    `${Math.round(record["time-taken-ms"])} ms`,
    ...record.functions.filter(({ status }) => status !== "ok").map(functionFailure),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function functionFailure({ event, status, message = "" }: FunctionRun): string {
  return `${event}: ${status}: ${printable(message)}`;
}

function memberLine(role: string, origin: Origin | undefined, { model, cloud }: DrillTarget): string {
  const label = `${role}      `;
  if (origin === undefined) return `${label}none`;
  const bucket = bucketOfOrigin(model, origin);
  if (bucket === undefined) return `${label}${origin.DomainName}`;
  return `${label}${bucket.region}   ${bucket.name}, ${cloud.s3.listObjects(bucket.name).length} objects`;
}

function worstCaseLine({ members }: DrillTarget): string {
  const worst = worstCaseOf(members);
  if (worst === undefined) return "worst case   a dead primary means errors: there is nobody to fail over to";
  const seconds = (name: keyof typeof worst): string => `${worst[name] / 1000} s`;
  return (
    `worst case   a viewer of a dead primary waits ${seconds("connection-refused")} when it refuses, ` +
    `${seconds("connection-timeout")} when it cannot be reached, ${seconds("response-timeout")} when it hangs`
  );
}

function howToBreak(console: string, keys: boolean): readonly string[] {
  if (keys) return ["f fails the primary   h heals it   q quits"];
  return [
    "break the primary and heal it (Ctrl-C ends):",
    `  curl -X PUT ${console}/api/faults/primary -d '{"type":"down"}'`,
    `  curl -X DELETE ${console}/api/faults/primary`,
  ];
}

/** A path comes from whoever sends it; control characters could rewrite the terminal. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (character) => `%${character.charCodeAt(0).toString(16)}`).slice(0, 200);
}
