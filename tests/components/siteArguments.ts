import fc from "fast-check";
import { legalFailoverCodes } from "../../aws/failoverCodes";
import { identityRegions } from "../../aws/regions";
import { OriginAccess, Staging, type StaticSiteHAArgs } from "../../components";
import { buckets } from "./siteTopics/buckets";
import { distribution, errorPages, staging, viewers } from "./siteTopics/distribution";
import { domains, edgeCode, headers } from "./siteTopics/edge";
import { monitoring } from "./siteTopics/monitoring";
import { someOf, type Topic } from "./siteTopics/topic";

const failover: Topic = fc
  .record(
    {
      failoverStatusCodes: fc.subarray([...legalFailoverCodes]).map((codes) => [...new Set([504, ...codes, 503])]),
      primaryConnectionAttempts: fc.integer({ min: 1, max: 3 }),
      primaryConnectionTimeoutSeconds: fc.integer({ min: 1, max: 10 }),
      replicaConnectionAttempts: fc.integer({ min: 1, max: 3 }),
      replicaConnectionTimeoutSeconds: fc.integer({ min: 1, max: 10 }),
      primaryResponseCompletionTimeoutSeconds: fc.integer({ min: 120, max: 200 }),
      replicaResponseCompletionTimeoutSeconds: fc.integer({ min: 120, max: 200 }),
    },
    someOf,
  )
  .map((args) => ({ failoverBudgetSeconds: 120, ...args }));

const tags: Topic = fc.record({ tags: fc.dictionary(fc.constantFrom("team", "stack"), fc.constantFrom("web", "7")) });

/** Every topic's arbitrary: a topic joins the invariants by standing here. */
export const topics: readonly Topic[] = [
  failover,
  distribution,
  errorPages,
  viewers,
  staging,
  buckets,
  headers,
  edgeCode,
  domains,
  monitoring,
  tags,
];

/** Any site that the topics can describe. Most are accepted; what is left of conflicts is for the constructor to refuse. */
export const anySite: fc.Arbitrary<StaticSiteHAArgs> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...identityRegions), { minLength: 2, maxLength: 2 }),
    // Each topic is left out now and then: its defaults count as well, and so does its absence beside another.
    fc.tuple(...topics.map((topic) => fc.option(topic, { nil: {}, freq: 3 }))),
  )
  .map(([[primaryRegion = "", replicaRegion = ""], parts]) =>
    reconciled({
      primaryRegion,
      replicaRegion,
      ...parts.reduce((all, part) => ({ ...all, ...part }), {}),
    }),
  );

/** Without what two topics cannot have together, or hardly a site would be accepted. */
function reconciled(args: StaticSiteHAArgs): StaticSiteHAArgs {
  const {
    primaryResponseCompletionTimeoutSeconds: _,
    replicaResponseCompletionTimeoutSeconds: __,
    waitForDeployment,
    ...rest
  } = args;
  const isStaged = (args.staging ?? Staging.None) !== Staging.None;
  const mustWait = (args.originAccess ?? OriginAccess.Oai) !== OriginAccess.Oai;
  return {
    ...withoutBlindness(isStaged ? rest : args),
    ...(waitForDeployment === undefined ? {} : { waitForDeployment: mustWait || waitForDeployment }),
  };
}

/** What watches a site needs the metrics of its replication. */
function withoutBlindness({ replicationMetrics, ...args }: StaticSiteHAArgs): StaticSiteHAArgs {
  return replicationMetrics === undefined || args.monitoring !== undefined ? args : { ...args, replicationMetrics };
}
