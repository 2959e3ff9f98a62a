import { expect } from "chai";
import fc from "fast-check";
import {
  lambdaHeaders,
  originRequestResult,
  originResponseResult,
  type PlainOriginRequest,
} from "../../../simulator/functions";

const request: PlainOriginRequest = {
  method: "GET",
  uri: "/a",
  query: "",
  headers: { via: "2.0 edge", "user-agent": "Amazon CloudFront" },
  origin: {
    s3: {
      authMethod: "none",
      customHeaders: {},
      domainName: "b.s3.us-east-1.amazonaws.com",
      path: "",
      region: "us-east-1",
    },
  },
};
const response = { status: 200, headers: { etag: '"1"', via: "1.1 origin" } };

const left = {
  method: "GET",
  uri: "/a",
  querystring: "",
  headers: lambdaHeaders(request.headers),
  origin: request.origin,
};

describe("what a Lambda@Edge function answers", () => {
  it("is judged and never throws, whatever it is", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const kinds = [originRequestResult(value, request).kind, originResponseResult(value, response).kind];
        for (const kind of kinds) expect(kind).to.be.oneOf(["request", "response", "nothing", "invalid"]);
      }),
    );
  });

  it("has the same headers as the event, when it leaves them alone", () => {
    const header = fc.stringMatching(/^x-[a-z]{1,8}$/);
    const value = fc.stringMatching(/^[!-~]{1,10}$/);
    const headers = fc.dictionary(header, fc.oneof(value, fc.array(value, { minLength: 2, maxLength: 3 })));
    fc.assert(
      fc.property(
        headers.filter((given) => !("x-cache" in given)),
        (given) => {
          const result = originResponseResult(
            { status: "200", headers: lambdaHeaders(given) },
            { status: 200, headers: given },
          );
          expect(result).to.deep.include({ kind: "response" });
          expect(result.kind === "response" ? { ...result.response.headers } : {}).to.deep.equal({ ...given });
        },
      ),
    );
  });

  it("may be a request with another path, query and origin path", () => {
    const s3 = { ...request.origin.s3, path: "/blue" };
    const result = originRequestResult({ ...left, uri: "/b", querystring: "c=1", origin: { s3 } }, request);
    expect(result).to.deep.nested.include({ "request.uri": "/b", "request.query": "c=1" });
    expect(result).to.have.nested.property("request.origin.s3.path", "/blue");
  });

  const invalid: Readonly<Record<string, unknown>> = {
    "another method": { ...left, method: "PUT" },
    "a path with a query": { ...left, uri: "/a?b" },
    "a changed via (LE-15)": { ...left, headers: { ...left.headers, via: [{ key: "Via", value: "mine" }] } },
    "two kinds of origin": { ...left, origin: { s3: {}, custom: {} } },
    "a name in capitals": { ...left, headers: { ...left.headers, "X-A": [{ value: "1" }] } },
    "a key that is another name": { ...left, headers: { ...left.headers, "x-a": [{ key: "X-B", value: "1" }] } },
    "a line break": { ...left, headers: { ...left.headers, "x-a": [{ value: "1\r\nx-b: 2" }] } },
    "status 199 (LE-13)": { status: "199" },
    "a status that is no number": { status: "OK" },
    "a body that is no base64": { status: 200, body: "ä", bodyEncoding: "base64" },
  };
  for (const [what, value] of Object.entries(invalid)) {
    it(`is not valid with ${what}`, () => {
      expect(originRequestResult(value, request).kind).to.equal("invalid");
    });
  }
});
