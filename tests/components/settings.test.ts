import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { CodedError } from "../../aws/codedError";
import type { StaticSiteHAArgs } from "../../components";
import { argumentNames } from "../../components/argumentNames";
import { behaviorFields } from "../../components/distribution/behaviorSettings";
import { cachePolicyFields } from "../../components/distribution/cachePolicySettings";
import { errorPageFields } from "../../components/distribution/errorPageSettings";
import { directiveFields } from "../../components/headers/csp";
import { headerFields } from "../../components/headers/settings";
import { shown } from "../../components/refusals";
import { resolveSettings } from "../../components/settings";
import { readDeclarations } from "../../scripts/docs/declarations";
import { projectRoot } from "../support/pulumiProgram";
import { refusalOf } from "../support/refusal";

describe("the arguments", () => {
  it("have a default for everything but the regions", () => {
    const settings = resolveSettings({ primaryRegion: "us-east-1", replicaRegion: "us-west-2" });
    expect(settings).to.deep.nested.include({
      "storage.primaryRegion": "us-east-1",
      "storage.replicaRegion": "us-west-2",
      "storage.forceDestroy": false,
      "failover.statusCodes": [403, 404, 500, 502, 503, 504],
      "failover.primary": { connectionAttempts: 1, connectionTimeoutSeconds: 2 },
      "failover.replica": { connectionAttempts: 2, connectionTimeoutSeconds: 3 },
      "distribution.defaultRootObject": "index.html",
      "distribution.errorResponses": [{ statusCode: 404, errorCachingMinTtlSeconds: 10 }],
      "distribution.priceClass": "PriceClass_All",
    });
    expect(settings).not.to.have.property("tags");
  });

  it("are not changed by being read", () => {
    const failoverStatusCodes = [504, 503];
    resolveSettings({ primaryRegion: "us-east-1", replicaRegion: "us-west-2", failoverStatusCodes });
    expect(failoverStatusCodes).to.deep.equal([504, 503]);
  });

  for (const given of [undefined, null, "us-east-1", ["us-east-1"], Promise.resolve({})]) {
    it(`are refused when they are ${shown(given)} and not an object`, async () => {
      const { code, path } = await refusalOf(() => resolveSettings(given as unknown as StaticSiteHAArgs));
      expect([code, path]).to.deep.equal(["E_ARGUMENT", "args"]);
    });
  }

  it("are the ones that their interfaces declare, those of every structured argument too", () => {
    const declarations = readDeclarations(join(projectRoot, "components"));
    const declared = (name: string): string[] => {
      const found = declarations.get(name);
      return [...(found?.parents ?? []).flatMap(declared), ...(found?.members ?? []).map((member) => member.name)];
    };
    expect(argumentNames).to.have.members(declared("StaticSiteHAArgs"));
    expect(headerFields).to.have.members(declared("SiteHeadersArgs"));
    expect(directiveFields).to.have.members(declared("CspDirectiveArgs"));
    expect(behaviorFields).to.have.members(declared("BehaviorArgs"));
    expect(cachePolicyFields).to.have.members(declared("CachePolicyArgs"));
    expect(errorPageFields).to.have.members(declared("ErrorPageArgs"));
  });

  it("are accepted or refused with a coded error that names the argument, whatever a program passes", () => {
    const region = fc.constantFrom("us-east-1", "us-west-2");
    const wild = <T>(right: fc.Arbitrary<T>) => fc.oneof({ arbitrary: right, weight: 4 }, fc.anything());
    const anyArgs = fc.record(
      {
        primaryRegion: wild(region),
        replicaRegion: wild(region),
        failoverStatusCodes: wild(fc.constant([503, 504])),
        primaryConnectionAttempts: wild(fc.integer({ min: 0, max: 4 })),
        replicaConnectionTimeoutSeconds: wild(fc.integer({ min: 0, max: 11 })),
        defaultRootObject: wild(fc.string()),
        errorPage: wild(fc.webPath()),
        priceClass: wild(fc.constant("PriceClass_All")),
        forceDestroy: wild(fc.boolean()),
        tags: wild(fc.constant({ team: "web" })),
        headers: fc.record(
          {
            contentSecurityPolicy: wild(fc.string()),
            pageContentSecurityPolicies: wild(fc.dictionary(fc.string(), fc.anything())),
            strictTransportSecurityPreload: wild(fc.boolean()),
            frameOptions: wild(fc.constant("DENY")),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anyArgs, (args) => {
        try {
          const settings = resolveSettings(args as unknown as StaticSiteHAArgs);
          const { primaryRegion, replicaRegion } = settings.storage;
          expect(primaryRegion).not.to.equal(replicaRegion);
        } catch (error) {
          expect(error).to.be.instanceOf(CodedError).with.property("path").that.is.a("string");
          if (error instanceof CodedError) expect(error.sentence).to.include((error.path ?? "").split(/[.[]/)[0]);
        }
      }),
    );
  });
});

describe("a value in a sentence", () => {
  it("is shown as it was given, and an output as one", () => {
    expect(shown("us-east-1")).to.equal("us-east-1");
    expect(shown("a\nb")).to.equal(String.raw`"a\nb"`);
    expect(shown([503, 504])).to.equal("503,504");
    expect(shown(undefined)).to.equal("nothing");
    expect(shown(Promise.resolve())).to.equal("an output");
    expect(shown({})).to.equal("an object");
    expect(shown(() => 1)).to.equal("a function");
  });

  it("never fails to be shown", () => {
    fc.assert(fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => shown(value) !== ""));
  });
});
