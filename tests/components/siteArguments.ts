import fc from "fast-check";
import { errorPageCodes } from "../../aws/errorPageCodes";
import { legalFailoverCodes } from "../../aws/failoverCodes";
import { originShieldRegions } from "../../aws/originShield";
import { identityRegions } from "../../aws/regions";
import {
  Encryption,
  GeoRestrictionType,
  HttpVersion,
  MissingKey,
  OriginAccess,
  PriceClass,
  Staging,
  type StaticSiteHAArgs,
} from "../../components";

/** Some of the arguments of one topic; what the constructor refuses of them does not count. */
type Topic = fc.Arbitrary<Partial<StaticSiteHAArgs>>;

const someOf: { requiredKeys: never[] } = { requiredKeys: [] };

/** A word of some letters: much faster to make than a regular expression's. */
const word = (letters: string, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.nat(letters.length - 1).map((at) => letters.charAt(at)), minLength: 1, maxLength });

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

const cachePolicy = fc.record(
  {
    minTtlSeconds: fc.integer({ min: 0, max: 60 }),
    defaultTtlSeconds: fc.integer({ min: 60, max: 3600 }),
    maxTtlSeconds: fc.integer({ min: 3600, max: 31_536_000 }),
    queryStrings: fc.subarray(["v", "lang", "page"]),
    headers: fc.subarray(["Accept", "Accept-Language", "Origin"]),
    cookies: fc.subarray(["session", "theme"]),
  },
  someOf,
);

const behavior = fc
  .record({
    pathPattern: fc.tuple(fc.constantFrom("", "/"), word("ab*?/", 5)).map(([slash, rest]) => `${slash}${rest}.html`),
    cache: fc.oneof(fc.constant({}), fc.record({ cachePolicyId: fc.uuid() }), fc.record({ cachePolicy })),
    rest: fc.record({ responseHeadersPolicyId: fc.uuid(), compress: fc.boolean(), httpsOnly: fc.boolean() }, someOf),
  })
  .map(({ pathPattern, cache, rest }) => ({ pathPattern, ...cache, ...rest }));

const distribution: Topic = fc.record(
  {
    defaultRootObject: word("abc.", 9),
    errorPages: fc.uniqueArray(
      fc.record({ statusCode: fc.constantFrom(...errorPageCodes), path: word("abc.", 9).map((name) => `/${name}`) }),
      { selector: ({ statusCode }) => statusCode, maxLength: 4 },
    ),
    errorCachingMinTtlSeconds: fc.integer({ min: 0, max: 600 }),
    priceClass: fc.constantFrom(...Object.values(PriceClass)),
    behaviors: fc.uniqueArray(behavior, {
      selector: ({ pathPattern }) => pathPattern.replace(/^\//, ""),
      maxLength: 4,
    }),
    cachePolicy,
    primaryOriginShieldRegion: fc.constantFrom(...originShieldRegions),
    replicaOriginShieldRegion: fc.constantFrom(...originShieldRegions),
    accessLogs: fc.boolean(),
    waitForDeployment: fc.boolean(),
  },
  someOf,
);

const viewers: Topic = fc
  .record({
    type: fc.constantFrom(...Object.values(GeoRestrictionType)),
    locations: fc.subarray(["AT", "DE", "JP", "US"], { minLength: 1 }),
  })
  .map(({ type, locations }) => ({
    geoRestrictionType: type,
    geoRestrictionLocations: type === GeoRestrictionType.None ? [] : locations,
  }));

const staging: Topic = fc
  .record({
    staging: fc.constantFrom(...Object.values(Staging)),
    httpVersion: fc.constantFrom(...Object.values(HttpVersion)),
  })
  .filter(({ staging: mode, httpVersion }) => mode === Staging.None || !httpVersion.startsWith("http3"));

const buckets: Topic = fc
  .record(
    {
      originAccess: fc.constantFrom(...Object.values(OriginAccess)),
      missingKey: fc.constantFrom(...Object.values(MissingKey)),
      encryption: fc.constantFrom(...Object.values(Encryption)),
      forceDestroy: fc.boolean(),
      noncurrentVersionExpirationDays: fc.integer({ min: 1, max: 90 }),
      replicationTimeControl: fc.boolean(),
    },
    someOf,
  )
  // An identity cannot read what a KMS key encrypts (S3-3).
  .map((args) => (args.encryption === Encryption.Kms ? { ...args, originAccess: OriginAccess.Oac } : args));

/** Every topic's arbitrary: a topic joins the invariants by standing here. */
export const topics: readonly Topic[] = [failover, distribution, viewers, staging, buckets];

/** Any site that the topics can describe. */
export const anySite: fc.Arbitrary<StaticSiteHAArgs> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...identityRegions), { minLength: 2, maxLength: 2 }),
    // Each topic is left out now and then: its defaults count as well, and so does its absence beside another.
    fc.tuple(...topics.map((topic) => fc.option(topic, { nil: {} }))),
  )
  .map(([[primaryRegion = "", replicaRegion = ""], parts]) => ({
    primaryRegion,
    replicaRegion,
    ...parts.reduce((all, part) => ({ ...all, ...part }), {}),
  }));
