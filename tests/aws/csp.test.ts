import { expect } from "chai";
import fc from "fast-check";
import { cspFault } from "../../aws/csp";

describe("a content security policy", () => {
  const right = [
    "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'",
    "script-src 'nonce-abc=' 'sha256-AAAA/+==' 'strict-dynamic' 'unsafe-eval' https: http://*.example.com:*/a/b.js",
    "img-src * data: blob:; connect-src wss://example.com localhost:3000 127.0.0.1",
    "sandbox; upgrade-insecure-requests; report-to main; report-uri /csp https://r.example.com/x?y=1",
    "sandbox allow-scripts allow-forms; require-trusted-types-for 'script'; trusted-types a b 'allow-duplicates'",
    "DEFAULT-SRC 'SELF';",
  ];
  for (const policy of right) {
    it(`may be ${policy}`, () => {
      expect(cspFault(policy)).to.equal(undefined);
    });
  }

  const wrong: readonly (readonly [string, string, string?])[] = [
    ["defualt-src 'self'", "unknown-directive"],
    ["img-src a; img-src b", "duplicate"],
    ["img-src", "no-value"],
    ["img-src self", "illegal-value", "self"],
    ["img-src 'slef'", "illegal-value", "'slef'"],
    ["img-src 'none' https:", "none-not-alone"],
    ["upgrade-insecure-requests 1", "unwanted-value", "1"],
    ["frame-ancestors 'unsafe-inline'", "illegal-value", "'unsafe-inline'"],
    ["img-src https://", "illegal-value", "https://"],
    ["img-src a,b", "illegal-value", "a,b"],
    ["sandbox allow-all", "illegal-value", "allow-all"],
    [" ; ", "empty"],
  ];
  for (const [policy, reason, value] of wrong) {
    it(`may not be ${policy}: ${reason}`, () => {
      expect(cspFault(policy)).to.include({ reason, ...(value === undefined ? {} : { value }) });
    });
  }

  it("is judged without failing, whatever it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const fault = cspFault(text);
        expect(fault === undefined || typeof fault.reason === "string").to.equal(true);
      }),
    );
  });
});
