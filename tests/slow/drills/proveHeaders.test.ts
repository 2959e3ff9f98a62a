import { expect } from "chai";
import { proofText, prove, type Proof } from "../../../drills/proof";
import { toItems } from "../../../simulator/model/distributionConfig";
import type { SiteModel } from "../../../simulator/model/siteModel";
import { content } from "../../support/drillSite";
import { proved, site, verdicts } from "./proofSite";

describe("a proof of the security headers", function () {
  this.timeout(20_000);

  it("fails where security headers are missing, by the class of response", async () => {
    const proof = await proved(site({ behavior: { ResponseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03" } }));
    expect(verdicts(proof)["security-headers"]).to.equal("failed");
    expect(proof.findings.map(({ because }) => because)).to.include(
      "a response of class failed over has no content-security-policy",
    );
  });

  it("fails where a redirect that a function makes has no security headers, and says who is sent where (PL-12)", async () => {
    const redirecting = (headers: string): SiteModel => {
      const arn = "arn:aws:cloudfront::123456789012:function/folders";
      const code = `function handler(event) {
        if (event.request.uri !== "/old-prices") return event.request;
        return { statusCode: 301, headers: { location: { value: "/prices.html" }, ${headers} } };
      }`;
      const name = "folders";
      return site({
        behavior: {
          ResponseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
          FunctionAssociations: toItems([{ EventType: "viewer-request", FunctionARN: arn }]),
        },
        model: { functions: [{ arn, name, runtime: "cloudfront-js-2.0", code }] },
      });
    };
    const redirects = ({ findings }: Proof) => findings.filter(({ because }) => because.includes("of class redirect"));
    const [found] = redirects(await proved(redirecting(""))).filter(({ because }) => because.includes("sent to"));
    expect(found?.because).to.equal(
      "a response of class redirect has no content-security-policy: " +
        "https://d111111abcdef8.cloudfront.net/old-prices is sent to /prices.html",
    );
    expect(found?.fix).to.contain("or let the function that redirects set them");
    const own = `"content-security-policy": { value: "default-src 'none'" }`;
    const kept = redirects(await proved(redirecting(own))).filter(({ because }) => because.includes("sent to"));
    expect(kept).to.deep.equal([]);
  });

  it("finds redirects that are kept in the function's key value store alone (CF-12)", async () => {
    const arn = "arn:aws:cloudfront::123456789012:function/moved";
    const keyValueStoreArn = "arn:aws:cloudfront::123456789012:key-value-store/moved";
    const code = `import cf from "cloudfront";
      async function handler(event) {
        try {
          const to = await cf.kvs().get(event.request.uri.slice(1));
          return { statusCode: 301, headers: { location: { value: to } } };
        } catch (error) {
          return event.request;
        }
      }`;
    const model = site({
      behavior: {
        ResponseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
        FunctionAssociations: toItems([{ EventType: "viewer-request", FunctionARN: arn }]),
      },
      model: { functions: [{ arn, name: "moved", runtime: "cloudfront-js-2.0", code, keyValueStoreArn }] },
    });
    const keyValueStores = {
      [keyValueStoreArn]: new Map([
        ["offers 1", "/no-path"],
        ["old-offers", "/offers.html"],
      ]),
    };
    const { findings } = await prove(model, { content, budgetSeconds: 120, keyValueStores });
    expect(findings.map(({ because }) => because)).to.include(
      "a response of class redirect has no content-security-policy: " +
        "https://d111111abcdef8.cloudfront.net/old-offers is sent to /offers.html",
    );
  });

  it("tells of what CloudFront itself answers, HTTP's way to HTTPS among it, and does not judge it", async () => {
    const proof = await proved(site());
    expect(proof.ownAnswers.map(({ status, because, missing }) => [status, because, missing])).to.deep.include([
      301,
      "the viewer protocol policy sends HTTP to HTTPS",
      [],
    ]);
    const text = proofText(proof);
    expect(text).to.contain("  1 × 403, the behavior does not allow the method, with every security header (PL-1)\n");
    const judged = proof.promises.find(({ promise }) => promise === "security-headers")?.cases ?? 0;
    const own = proof.ownAnswers.reduce((sum, { cases }) => sum + cases, 0);
    expect(judged + own).to.be.at.most(proof.cases.total);
  });
});
