import { expect } from "chai";
import { prove } from "../../../drills/proof";
import { itemsOf, toItems, type DistributionConfig, type Origin } from "../../../simulator/model/distributionConfig";
import { modelFromRegistrations } from "../../../simulator/model/fromRegistrations";
import type { SiteModel } from "../../../simulator/model/siteModel";
import { galleryEntries } from "../../policy/support/galleryEntries";
import { pages } from "../../policy/support/galleryEntry";

type Change = (config: DistributionConfig, told: RegExpExecArray) => DistributionConfig;

const ofOrigin = (config: DistributionConfig, id: string | undefined, change: Partial<Origin>): DistributionConfig => ({
  ...config,
  Origins: toItems(itemsOf(config.Origins).map((origin) => (origin.Id === id ? { ...origin, ...change } : origin))),
});

/** What a reader does who knows CloudFront's arguments and nothing of the site: word by word what the message says. */
const readers: readonly (readonly [RegExp, Change])[] = [
  [
    /^list (\d+) among the failover criteria(?:.* and (\d+) beside it)?/,
    (config, [, ...codes]) => ({
      ...config,
      OriginGroups: toItems(
        itemsOf(config.OriginGroups).map((group) => ({
          ...group,
          FailoverCriteria: {
            StatusCodes: toItems([
              ...new Set([...itemsOf(group.FailoverCriteria.StatusCodes), ...codes.filter(Boolean).map(Number)]),
            ]),
          },
        })),
      ),
    }),
  ],
  [
    /^set targetOriginId of the default cache behavior to the originId of an origin group/,
    (config) => {
      const [group] = itemsOf(config.OriginGroups);
      return group === undefined
        ? config
        : { ...config, DefaultCacheBehavior: { ...config.DefaultCacheBehavior, TargetOriginId: group.Id } };
    },
  ],
  [
    /^set defaultRootObject of the distribution, to (\S+) for instance/,
    (config, [, root]) => ({ ...config, DefaultRootObject: root ?? "" }),
  ],
  [
    /^set connectionAttempts of the origin (\S+) to (\d) and its connectionTimeout to (\d)/,
    (config, [, id, attempts, seconds]) =>
      ofOrigin(config, id, { ConnectionAttempts: Number(attempts), ConnectionTimeout: Number(seconds) }),
  ],
  [
    /^set responseCode of the custom error response for (\d+) to (\d+)/,
    (config, [, code, response]) => ({
      ...config,
      CustomErrorResponses: toItems(
        itemsOf(config.CustomErrorResponses).map((rule) =>
          rule.ErrorCode === Number(code) ? { ...rule, ResponseCode: response ?? "" } : rule,
        ),
      ),
    }),
  ],
];

function repaired(model: SiteModel, fixes: ReadonlySet<string>): SiteModel {
  const change = (config: DistributionConfig): DistributionConfig =>
    [...fixes].reduce((changed, fix) => {
      for (const [pattern, apply] of readers) {
        const told = pattern.exec(fix);
        if (told !== null) return apply(changed, told);
      }
      throw new Error(`nobody knows what to do about: ${fix}`);
    }, config);
  return { ...model, distributions: model.distributions.map((one) => ({ ...one, config: change(one.config) })) };
}

describe("what a proof tells to change is enough to repair a site", function () {
  this.timeout(120_000);

  for (const that of [
    "has a group that no behavior targets",
    "fails over for 403 and 404 alone",
    "has no default root object",
    "keeps CloudFront's own timeouts",
    "has an error page that turns 503 into 200",
  ]) {
    it(`of one that ${that}`, async () => {
      const entry = galleryEntries.find((one) => one.that === that);
      if (entry === undefined) throw new Error("no such site in the gallery");
      const model = modelFromRegistrations(entry.stack().registrations);
      const before = await prove(model, { content: pages });
      expect(before.verdict).to.equal("failed");
      const after = await prove(repaired(model, new Set(before.findings.map(({ fix }) => fix))), { content: pages });
      expect(after.findings.map(({ because, fix }) => `${because}; ${fix}`)).to.deep.equal([]);
      expect(after.verdict).to.equal("passed");
    });
  }
});
