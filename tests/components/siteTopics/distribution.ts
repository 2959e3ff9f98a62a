import fc from "fast-check";
import { errorPageCodes } from "../../../aws/errorPageCodes";
import { managedResponseHeadersPolicies } from "../../../aws/managedPolicies";
import { originShieldRegions } from "../../../aws/originShield";
import { GeoRestrictionType, HttpVersion, PriceClass, Staging } from "../../../components";
import { anyOf, someOf, type Topic, word } from "./topic";

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

/** A policy that exists, one of the site's own, or neither. */
const cache = fc.oneof(fc.constant({}), fc.record({ cachePolicyId: fc.uuid() }), fc.record({ cachePolicy }));

const headersPolicyId = fc.oneof(fc.uuid(), fc.constantFrom(...managedResponseHeadersPolicies.map(({ Id }) => Id)));

const behavior = fc
  .record({
    pathPattern: fc.tuple(fc.constantFrom("", "/"), word("ab*?/", 5)).map(([slash, rest]) => `${slash}${rest}.html`),
    cache,
    rest: fc.record(
      { responseHeadersPolicyId: headersPolicyId, compress: fc.boolean(), httpsOnly: fc.boolean() },
      someOf,
    ),
  })
  .map(({ pathPattern, cache: own, rest }) => ({ pathPattern, ...own, ...rest }));

const pagePath = word("abc.", 9).map((name) => `/${name}`);

/** Behaviors, policies, the root object and the price class. */
export const distribution: Topic = fc
  .record({
    cache,
    rest: fc.record(
      {
        defaultRootObject: word("abc.", 9),
        priceClass: anyOf(PriceClass),
        behaviors: fc.uniqueArray(behavior, {
          selector: ({ pathPattern }) => pathPattern.replace(/^\//, "").replace(/\*+/g, "*"),
          maxLength: 4,
        }),
        waitForDeployment: fc.boolean(),
      },
      someOf,
    ),
  })
  .map(({ cache: own, rest }) => ({ ...own, ...rest }));

/** Pages for errors, and how long errors are cached: those of a 5xx for a minute at most. */
export const errorPages: Topic = fc.oneof(
  fc.record({ errorPage: pagePath, errorCachingMinTtlSeconds: fc.integer({ min: 0, max: 600 }) }, someOf),
  fc.record(
    {
      errorPages: fc.uniqueArray(
        fc
          .record({
            page: fc.record({ statusCode: fc.constantFrom(...errorPageCodes), path: pagePath }),
            own: fc.record({ errorCachingMinTtlSeconds: fc.integer({ min: 0, max: 60 }) }, someOf),
          })
          .map(({ page, own }) => ({ ...page, ...own })),
        { selector: ({ statusCode }) => statusCode, maxLength: 4 },
      ),
      errorCachingMinTtlSeconds: fc.integer({ min: 0, max: 60 }),
    },
    someOf,
  ),
);

const webAclId = fc.uuid().map((id) => `arn:aws:wafv2:us-east-1:111122223333:global/webacl/site/${id}`);

/** Who is served, through what, and what is written down about it. */
export const viewers: Topic = fc
  .record({
    type: anyOf(GeoRestrictionType),
    locations: fc.subarray(["AT", "DE", "JP", "US"], { minLength: 1 }),
    shields: fc.record(
      {
        primaryOriginShieldRegion: fc.constantFrom(...originShieldRegions),
        replicaOriginShieldRegion: fc.constantFrom(...originShieldRegions),
      },
      someOf,
    ),
    acl: fc.record({ webAclId }, someOf),
    logs: fc.oneof(
      fc.constantFrom({}, { accessLogs: false }, { accessLogs: true }),
      fc.integer({ min: 1, max: 3650 }).map((days) => ({ accessLogs: true, accessLogRetentionDays: days })),
    ),
  })
  .map(({ type, locations, shields, acl, logs }) => ({
    geoRestrictionType: type,
    geoRestrictionLocations: type === GeoRestrictionType.None ? [] : locations,
    ...shields,
    ...acl,
    ...logs,
  }));

/** A staging distribution with its header, or any version of HTTP without one. */
export const staging: Topic = fc.oneof(
  fc.record({ httpVersion: anyOf(HttpVersion) }),
  fc
    .record({
      to: fc.record({
        staging: fc.constantFrom(Staging.Prepared, Staging.Attached),
        httpVersion: fc.constantFrom(HttpVersion.Http1_1, HttpVersion.Http2),
      }),
      header: fc.record(
        {
          stagingHeaderName: word("abc-7", 9).map((name) => `aws-cf-cd-${name}`),
          stagingHeaderValue: word("abc7/", 9),
        },
        someOf,
      ),
    })
    .map(({ to, header }) => ({ ...to, ...header })),
);
