import { expect } from "chai";
import { toItems } from "../../../simulator/model/distributionConfig";
import { bodyOf, header, stage, type SiteSettings } from "../../support/edge";
import { answers } from "../../support/edgeOrigins";

const minute = { "cache-control": "max-age=60" };

describe("a behaviour whose requests must be signed", () => {
  const byQuery: SiteSettings = {
    criteria: null,
    behavior: {
      TrustedKeyGroups: { Enabled: true, ...toItems(["group"]) },
      // All query strings are in the key and reach the origin.
      CachePolicyId: "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
      ViewerProtocolPolicy: "allow-all",
    },
  };
  const signature = "Expires=1&Signature=abc&Key-Pair-Id=K1";

  for (const [request, code] of [
    ["/a", "MissingKey"],
    ["/a?Signature=abc", "MissingKey"],
    ["/a?Key-Pair-Id=K1&signature=abc", "AccessDenied"],
  ] as const) {
    it(`refuses ${request} with 403 ${code}, says so in XML, and asks no origin`, async () => {
      const { get, origins } = stage({ primary: answers(200) }, byQuery);
      const response = await get(request, { headers: { cookie: "CloudFront-Policy=p; Signature=abc" } });
      expect([response.status, header(response, "x-cache")]).to.deep.equal([403, "Error from cloudfront"]);
      expect(header(response, "content-type")).to.equal("text/xml");
      expect(/<Code>(.*)<\/Code>/.exec(bodyOf(response))?.[1]).to.equal(code);
      expect(origins.calls).to.deep.equal({});
    });
  }

  it("may be refused alike where the signature alone is missing (SIM-37)", async () => {
    const { get } = stage({ primary: answers(200) }, byQuery, { switches: { "missing-signature": "MissingKey" } });
    const response = await get("/a?Key-Pair-Id=K1");
    expect([response.status, /<Code>(.*)<\/Code>/.exec(bodyOf(response))?.[1]]).to.deep.equal([403, "MissingKey"]);
  });

  it("says of a request without a key what CloudFront says", async () => {
    const response = await stage({ primary: answers(200) }, byQuery).get("/a");
    expect(bodyOf(response)).to.equal(
      '<?xml version="1.0" encoding="UTF-8"?><Error><Code>MissingKey</Code><Message>Missing Key-Pair-Id query parameter or cookie value</Message></Error>',
    );
  });

  it("serves a request that has a signature in its query, which is in no key and reaches no origin (HD-21)", async () => {
    const { get, origins } = stage({ primary: answers(200, "page", minute) }, byQuery);
    expect((await get(`/a?x=1&${signature}&y=2`)).status).to.equal(200);
    expect(header(await get(`/a?x=1&y=2&${signature.replace("abc", "def")}`), "x-cache")).to.equal(
      "Hit from cloudfront",
    );
    expect(origins.seen.map(({ path }) => path)).to.deep.equal(["/a?x=1&y=2"]);
  });

  it("serves one that has it in its cookies, for trusted signers as well", async () => {
    const settings = {
      ...byQuery,
      behavior: { ...byQuery.behavior, TrustedSigners: { Enabled: true, ...toItems(["self"]) } },
    };
    const cookie = "CloudFront-Key-Pair-Id=K1; CloudFront-Signature=abc; CloudFront-Policy=p";
    expect((await stage({ primary: answers(200) }, settings).get("/a", { headers: { cookie } })).status).to.equal(200);
  });

  it("leaves these parameters alone where nobody is trusted", async () => {
    const { get, origins } = stage(
      { primary: answers(200) },
      { ...byQuery, behavior: { ...byQuery.behavior, TrustedKeyGroups: { Enabled: false, Quantity: 0 } } },
    );
    await get(`/a?${signature}`);
    expect(origins.seen[0]?.path).to.equal(`/a?${signature}`);
  });
});
