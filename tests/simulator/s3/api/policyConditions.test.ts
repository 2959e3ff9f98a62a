import { expect } from "chai";
import * as fc from "fast-check";
import type { HeaderMap } from "../../../../simulator/http";
import { bucket } from "../support";
import { alt, anonymous, client, codeOf, requestOf, type Sent } from "./support";

const pair = [bucket("site", "us-east-1", { versioning: "Off" })];

function policy(statement: Readonly<Record<string, unknown>>): string {
  const usual = { Effect: "Allow", Principal: { AWS: "444455556666" }, Action: "s3:*" };
  return JSON.stringify({
    Statement: [{ ...usual, Resource: ["arn:aws:s3:::site", "arn:aws:s3:::site/*"], ...statement }],
  });
}

/** What another account's request is answered with under such a statement. */
async function answered(statement: Readonly<Record<string, unknown>>, line: string, sent: Sent = {}): Promise<string> {
  const { send } = client(pair);
  await send("PUT site/a", { body: "1", headers: { "x-amz-tagging": "team=web" } });
  expect(codeOf(await send("PUT site?policy", { body: policy(statement) }))).to.equal("204");
  return codeOf(await send(line, { caller: alt, ...sent }));
}

describe("the conditions of a bucket policy, asked over S3's API", () => {
  const header = (key: string, value: string): object => ({ Condition: { StringEquals: { [key]: value } } });
  const cases: readonly (readonly [string, object, string, HeaderMap, "200" | "403 AccessDenied"])[] = [
    ["an ACL that is asked for", header("s3:x-amz-acl", "private"), "PUT site/b", { "x-amz-acl": "private" }, "200"],
    ["an ACL that is not asked for", header("s3:x-amz-acl", "private"), "PUT site/b", {}, "403 AccessDenied"],
    [
      "the encryption that is asked for",
      header("s3:x-amz-server-side-encryption", "AES256"),
      "PUT site/b",
      { "x-amz-server-side-encryption": "AES256" },
      "200",
    ],
    ["the tags that are there", header("s3:ExistingObjectTag/team", "web"), "GET site/a", {}, "200"],
    ["other tags", header("s3:ExistingObjectTag/team", "ops"), "GET site/a", {}, "403 AccessDenied"],
    ["a tag by another case", header("s3:ExistingObjectTag/Team", "web"), "GET site/a", {}, "403 AccessDenied"],
    ["the tags that are given", header("s3:RequestObjectTag/t", "1"), "PUT site/b", { "x-amz-tagging": "t=1" }, "200"],
    ["no tags that are given", header("s3:RequestObjectTag/t", "1"), "PUT site/b", {}, "403 AccessDenied"],
    ["the user agent", header("aws:UserAgent", "x"), "GET site/a", { "user-agent": "x" }, "200"],
    ["the page that links", header("aws:Referer", "x"), "GET site/a", { referer: "y" }, "403 AccessDenied"],
    ["a listing's prefix", header("s3:prefix", "a/"), "GET site?prefix=a/", {}, "200"],
    ["a listing's other prefix", header("s3:prefix", "a/"), "GET site?prefix=b/", {}, "403 AccessDenied"],
    ["all actions but one", { Action: undefined, NotAction: "s3:GetObject" }, "GET site/a", {}, "403 AccessDenied"],
    ["all actions but another", { Action: undefined, NotAction: "s3:PutObject" }, "GET site/a", {}, "200"],
    [
      "all resources but one",
      { Resource: undefined, NotResource: "arn:aws:s3:::site/a" },
      "GET site/a",
      {},
      "403 AccessDenied",
    ],
    [
      "the account in a variable",
      { Resource: "arn:aws:s3:::site/${aws:userid}/*" },
      "PUT site/444455556666/x",
      {},
      "200",
    ],
    ["a variable of a user", { Resource: "arn:aws:s3:::site/${aws:username}/*" }, "GET site/a", {}, "403 AccessDenied"],
  ];
  for (const [what, statement, line, headers, expected] of cases) {
    it(`weigh ${what}: ${expected}`, async () => {
      expect(await answered({ ...statement }, line, { headers })).to.equal(expected);
    });
  }

  it("weigh the client's address, and let nobody in whose address is not known", async () => {
    const { s3, send } = client(pair);
    await send("PUT site/a", { body: "1" });
    const Condition = { IpAddress: { "aws:SourceIp": "127.0.0.0/8" } };
    await send("PUT site?policy", { body: policy({ Principal: "*", Condition }) });
    const asked = async (sourceIp?: string): Promise<number> =>
      (
        await s3.handle({
          ...requestOf("GET site/a", { caller: anonymous }),
          ...(sourceIp === undefined ? {} : { sourceIp }),
        })
      ).status;
    expect([await asked("127.0.0.1"), await asked("192.0.2.1"), await asked()]).to.deep.equal([200, 403, 403]);
  });

  it("weigh the time at which a request arrives, as a date and as seconds since the epoch", async () => {
    const { clock, send } = client(pair);
    await send("PUT site/a", { body: "1" });
    const date = new Date(clock.now() + 10_000).toISOString();
    const epoch = String(Math.floor(clock.now() / 1000) + 20);
    const Condition = { DateGreaterThan: { "aws:CurrentTime": date }, NumericLessThan: { "aws:EpochTime": epoch } };
    await send("PUT site?policy", { body: policy({ Condition }) });
    const asked = async (): Promise<number> => (await send("GET site/a", { caller: alt })).status;
    const statuses = [await asked()];
    for (let later = 0; later < 2; later++) {
      await clock.advance(12_000);
      statuses.push(await asked());
    }
    expect(statuses).to.deep.equal([403, 200, 403]);
  });

  const refused: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ["a key that is not modelled", { Condition: { StringEquals: { "aws:PrincipalTag/x": "1" } } }],
    ["an operator that is none", { Condition: { StringAlmostEquals: { "aws:Referer": "1" } } }],
    ["an operator that is not modelled", { Condition: { BinaryEquals: { "aws:Referer": "QQ==" } } }],
    ["a date that is none", { Condition: { DateGreaterThan: { "aws:CurrentTime": "2030-02-30" } } }],
    ["a time without its zone", { Condition: { DateGreaterThan: { "aws:CurrentTime": "2030-02-03T04:05:06" } } }],
    ["a range that is none", { Condition: { IpAddress: { "aws:SourceIp": "127.0.0.1/40" } } }],
    ["a number that is none", { Condition: { NumericLessThan: { "s3:max-keys": "few" } } }],
    ["an element and its opposite", { NotAction: "s3:GetObject" }],
    ["nobody who is meant", { Principal: undefined }],
    ["another bucket's objects as exception", { Resource: undefined, NotResource: "arn:aws:s3:::other/*" }],
  ];
  for (const [what, statement] of refused) {
    it(`are refused with ${what}, and the policy before stays (MalformedPolicy)`, async () => {
      const { send } = client(pair);
      const before = policy({});
      await send("PUT site?policy", { body: before });
      expect(codeOf(await send("PUT site?policy", { body: policy(statement) }))).to.equal("400 MalformedPolicy");
      expect(JSON.parse(Buffer.from((await send("GET site?policy")).body).toString())).to.deep.equal(
        JSON.parse(before),
      );
    });
  }

  it("weigh every range of IPv4 as arithmetic does", async () => {
    const { s3, send } = client(pair);
    await send("PUT site/a", { body: "1" });
    const dotted = (number: number): string => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
    const number = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    await fc.assert(
      fc.asyncProperty(
        number,
        fc.integer({ min: 1, max: 32 }),
        fc.integer({ min: 0, max: 31 }),
        async (ip, bits, bit) => {
          const other = (ip ^ (1 << bit)) >>> 0;
          const Condition = { IpAddress: { "aws:SourceIp": `${dotted(ip)}/${bits}` } };
          await send("PUT site?policy", { body: policy({ Condition }) });
          const request = { ...requestOf("GET site/a", { caller: alt }), sourceIp: dotted(other) };
          expect((await s3.handle(request)).status).to.equal(bit < 32 - bits ? 200 : 403);
        },
      ),
      { numRuns: 100 },
    );
  });
});
