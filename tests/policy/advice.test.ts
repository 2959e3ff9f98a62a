import { expect } from "chai";
import { diagnosticsOf } from "./support/judge";
import type { HandStack } from "./support/handStack";
import { handSite, type SiteChanges } from "./support/site";

type Properties = Readonly<Record<string, unknown>>;

const readOnly = (bucket: string) => {
  const Principal = { AWS: "*" };
  const Condition = { StringEquals: { "aws:SourceAccount": "111122223333" } };
  const Resource = `arn:aws:s3:::site-${bucket}/*`;
  const tls = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  return JSON.stringify({
    Statement: [{ Effect: "Allow", Principal, Action: "s3:GetObject", Resource, Condition }, tls],
  });
};
const csp = (contentSecurityPolicy: string): SiteChanges => ({
  headers: { contentSecurityPolicy: { override: true, contentSecurityPolicy } },
});
const set = (more: Properties): SiteChanges => ({ distribution: (made) => ({ ...made, ...more }) });
/** An output of the distribution, for what is made after it. */
const outputOf = (stack: HandStack, name: string) =>
  stack.registrations.find(({ type }) => type.endsWith(":Distribution"))?.outputs[name];

const cases: readonly (readonly [string, SiteChanges, readonly string[]])[] = [
  [
    "lists 404 alone where the primary says 403 for a missing key",
    {
      criteria: [404, 500, 502, 503, 504],
      side: (kind, bucket, made) => (kind === "BucketPolicy" ? { policy: readOnly(bucket) } : made),
    },
    ["HA-FO-04"],
  ],
  ["lists 403 alone where the primary says 404", { criteria: [403, 500, 502, 503, 504] }, ["HA-FO-04"]],
  ["lists 404 alone where the primary says 404", { criteria: [404, 500, 502, 503, 504] }, []],
  [
    "does not measure its replication",
    {
      side: (kind, _bucket, made) =>
        kind !== "BucketReplicationConfig"
          ? made
          : {
              ...made,
              rules: (made["rules"] as readonly Properties[]).map((rule) => ({
                ...rule,
                destination: { bucket: (rule["destination"] as Properties)["bucket"] },
              })),
            },
    },
    ["HA-S3-03"],
  ],
  [
    "keeps every version in the replica",
    {
      side: (kind, bucket, made) =>
        kind === "BucketLifecycleConfiguration" && bucket === "replica" ? undefined : made,
    },
    ["HA-S3-07"],
  ],
  ["has a content security policy with a misspelt directive", csp("script-source 'self'"), ["HA-HDR-02"]],
  ["takes scripts from anywhere", csp("script-src *"), ["HA-HDR-02"]],
  ["lets scripts make code", csp("default-src 'self' 'unsafe-eval'"), ["HA-HDR-02"]],
  ["keeps no access log", set({ loggingConfig: undefined }), ["HA-CF-04"]],
  ["does not compress", { behavior: () => ({ compress: false }) }, ["HA-CF-05"]],
  ["speaks HTTP/1.1", set({ httpVersion: "http1.1" }), ["HA-CF-06"]],
  ["serves no IPv6", set({ isIpv6Enabled: false }), ["HA-CF-07"]],
];

describe("the advice of the policies", () => {
  for (const [does, changes, ids] of cases) {
    it(`${ids.length === 0 ? "none for" : ids.join(", ")}${ids.length === 0 ? "" : " for"} a site that ${does}`, async () => {
      const found = await diagnosticsOf(handSite(changes));
      expect([...new Set(found.map(({ policy, level }) => `${policy} ${level}`))]).to.deep.equal(
        ids.map((id) => `${id} advisory`),
      );
    });
  }

  it("HA-CF-04 is satisfied by a log delivery source of the distribution, and not by another's", async () => {
    const adviceFor = async (source: (stack: HandStack) => unknown) => {
      const stack = handSite(set({ loggingConfig: undefined }));
      stack.add("aws:cloudwatch/logDeliverySource:LogDeliverySource", "log", { resourceArn: source(stack) });
      return (await diagnosticsOf(stack)).map(({ policy }) => policy);
    };
    expect(await adviceFor((stack) => outputOf(stack, "arn"))).to.deep.equal([]);
    expect(await adviceFor(() => "arn:aws:cloudfront::111122223333:distribution/OTHER")).to.deep.equal(["HA-CF-04"]);
  });

  it("HA-CF-07 for an A record without an AAAA record of the same name", async () => {
    const adviceFor = async (...types: readonly string[]) => {
      const stack = handSite();
      for (const type of types) {
        const aliases = [{ name: outputOf(stack, "domainName") }];
        stack.add("aws:route53/record:Record", type, { name: "www.example.com", type, aliases });
      }
      return (await diagnosticsOf(stack)).map(({ policy }) => policy);
    };
    expect(await adviceFor("A")).to.deep.equal(["HA-CF-07"]);
    expect(await adviceFor("A", "AAAA")).to.deep.equal([]);
    expect(await adviceFor("AAAA")).to.deep.equal([]);
  });

  it("HA-CF-08 for a stack of production without a web ACL, and none for another", async () => {
    const stack = handSite();
    const renamed = (one: (typeof stack.stack)[number]) => ({ ...one, urn: one.urn.replace(":dev::", ":prod::") });
    const prod = { inputs: stack.inputs.map(renamed), stack: [] };
    expect((await diagnosticsOf(prod)).map(({ policy }) => policy)).to.deep.equal(["HA-CF-08"]);
    const guarded = handSite(set({ webAclId: "arn:acl" }));
    expect(await diagnosticsOf({ inputs: guarded.inputs.map(renamed), stack: [] })).to.deep.equal([]);
  });
});
