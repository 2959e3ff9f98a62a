import { expect } from "chai";
import { sitePolicy } from "../../../components/headers/csp";
import { refusalOf } from "../../support/refusal";

describe("the site's content security policy", () => {
  it("is the text, the directives or a strict default", () => {
    expect(sitePolicy({ contentSecurityPolicy: "img-src *" })).to.equal("img-src *");
    expect(sitePolicy({})).to.match(/^default-src 'self'; /);
    const contentSecurityPolicyDirectives = [
      { name: "script-src", sources: ["'self'", "https://cdn.example.com"] },
      { name: "upgrade-insecure-requests" },
    ];
    expect(sitePolicy({ contentSecurityPolicyDirectives })).to.equal(
      "script-src 'self' https://cdn.example.com; upgrade-insecure-requests",
    );
  });

  it("is refused when a directive's word would be several", async () => {
    const directives = [{ name: "img-src", sources: ["a; script-src *"] }];
    const refusal = await refusalOf(() => sitePolicy({ contentSecurityPolicyDirectives: directives }));
    expect([refusal.code, refusal.path]).to.deep.equal(["E_CSP", "headers.contentSecurityPolicyDirectives[0]"]);
  });
});
