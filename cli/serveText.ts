import { worstCaseOf } from "../drills/worstCase";
import type { DrillTarget } from "../drills";
import type { FunctionRun, LogRecord } from "../simulator/cloudfront/exchange";
import type { LoadedSite } from "../simulator/loadedSite";
import { itemsOf, type Origin } from "../simulator/model/distributionConfig";
import { bucketOfOrigin, distributionOf, regionOfHost } from "../simulator/model/members";
import type { SiteModel } from "../simulator/model/siteModel";
import type { Ready } from "./servers";

/** What the program, the state or the file became, and how long that took. */
export function loadedLine({ source, resources, model }: LoadedSite, milliseconds: number): string {
  const took = `in ${(milliseconds / 1000).toFixed(1)} s`;
  if (resources === undefined) return `distribution: ${contentsOf(model)}, ${took}`;
  const regions = [...new Set(model.buckets.map(({ region }) => region))].join(" and ");
  if (source === "state")
    return `state: ${resources} resources in ${regions}, as pulumi stack export has them, ${took}`;
  if (source === "local") return `local: ${resources} resources in ${regions}, on the embedded cloud, ${took}`;
  return `program: ${resources} resources in ${regions}, as pulumi up would send them, ${took}`;
}

function contentsOf(model: SiteModel): string {
  const config = distributionOf(model)?.config;
  const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? "" : "s"}`;
  return [
    count(itemsOf(config?.Origins).length, "origin"),
    count(itemsOf(config?.OriginGroups).length, "origin group"),
    count(itemsOf(config?.CacheBehaviors).length + 1, "behavior"),
  ].join(", ");
}

/** What stands where, what a dead primary costs, and how to break it. */
export function readyText(target: DrillTarget, ready: Ready, keys: boolean): string {
  const { members, distribution } = target;
  const { edge, console } = ready;
  return [
    "",
    `site         ${edge}/   (distribution ${distribution.id}, ${distribution.domainName})`,
    ...(ready.https === undefined ? [] : [`over TLS     ${ready.https}/   (self-signed)`]),
    ...Object.entries(ready.edges ?? {}).map(([pop, url]) => `${pop.padEnd(13)}${url}/`),
    `console      ${console}/`,
    `S3           ${ready.s3}   AWS_ACCESS_KEY_ID=${ready.accessKeyId} AWS_SECRET_ACCESS_KEY=${ready.secretAccessKey}`,
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
  const address = cloud.bindings.origins.get(origin.Id);
  if (address === "down") return `${label}${origin.DomainName}, where nobody is`;
  if (address !== undefined) return `${label}${origin.DomainName} at ${address.origin}`;
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
