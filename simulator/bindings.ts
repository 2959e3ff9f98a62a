import { CodedError } from "../aws/codedError";
import type { Origin } from "./model/distributionConfig";
import { bucketOfOrigin } from "./model/members";
import type { SiteModel } from "./model/siteModel";
import { endpointOf } from "./s3/endpoints";
import { originNamed, originsOf } from "./supply";

/** Where an origin stands on this machine, or that nobody is there. */
export type OriginAddress = URL | "down";

/** Real addresses in place of names (D19). */
export interface OriginBindings {
  /** By the origin's id. */
  readonly origins: ReadonlyMap<string, OriginAddress>;
  /** By a name that edge code sets, in lower case. */
  readonly hosts: ReadonlyMap<string, OriginAddress>;
}

/**
 * Refuses bindings of origins that the site does not have (`E_ORIGIN_UNKNOWN`), and a site with an origin that is neither
 * one of its buckets nor bound (`E_ORIGIN_UNBOUND`): the simulation of somebody's production must not call it (D19).
 */
export function acceptBindings(model: SiteModel, { origins }: OriginBindings): void {
  for (const id of origins.keys()) originNamed(model, id, "--origin");
  const unbound = originsOf(model).find((origin) => !origins.has(origin.Id) && !isEmbedded(model, origin));
  if (unbound === undefined) return;
  const { Id, DomainName } = unbound;
  throw new CodedError(
    "E_ORIGIN_UNBOUND",
    `the origin ${Id} must have an address on this machine, got none for ${DomainName}; ` +
      `supply --origin ${Id}=http://127.0.0.1:PORT, or --origin ${Id}=down`,
    "--origin",
  );
}

/** Whether the embedded S3 answers for it; a website's endpoint it knows from the program that makes the bucket (S3-12). */
function isEmbedded(model: SiteModel, origin: Origin): boolean {
  if (bucketOfOrigin(model, origin) !== undefined) return true;
  const endpoint = endpointOf(origin.DomainName);
  if (origin.S3OriginConfig !== undefined) return endpoint !== undefined;
  return endpoint?.kind === "website" && model.buckets.some(({ name }) => name === endpoint.bucket);
}
