import { expect } from "chai";
import * as fc from "fast-check";
import {
  type CloudFrontFunctionEvent,
  type PlainRequest,
  viewerRequestEvent,
  viewerRequestResult,
  viewerResponseEvent,
  viewerResponseResult,
} from "../../../simulator/functions";

const context = {
  distributionDomainName: "d.cloudfront.net",
  distributionId: "E1",
  requestId: "id",
  viewerIp: "192.0.2.1",
};

const original: PlainRequest = {
  method: "GET",
  uri: "/",
  query: "b=2&a=1&flag",
  headers: { host: "example.com", cookie: "x=1;y", "content-length": "0" },
};

/** What a viewer-request function makes of {@link original}. */
function requestResult(change: (request: CloudFrontFunctionEvent["request"]) => unknown) {
  const event = viewerRequestEvent(context, original);
  return viewerRequestResult(change(structuredClone(event.request)), event, original);
}

type Response = NonNullable<CloudFrontFunctionEvent["response"]>;

/** What a viewer-response function makes of a response. */
function responseResult(change: (response: Response) => unknown) {
  const headers = {
    "content-type": "text/html",
    via: "1.1 edge",
    "x-cache": "Miss from cloudfront",
    "set-cookie": "id=1; Secure",
  };
  const event = viewerResponseEvent(context, original, { status: 200, headers });
  if (event.response === undefined) throw new Error("no response");
  return viewerResponseResult(change(structuredClone(event.response)), event);
}

function messageOf(result: { kind: string; message?: string }): string {
  expect(result.kind).to.equal("invalid");
  return result.message ?? "";
}

describe("what a viewer-request function answers", () => {
  it("goes on with the very request when the function leaves it alone (property)", () => {
    const word = fc.stringMatching(/^[a-z0-9%]{1,5}$/);
    const query = fc.array(
      fc.oneof(
        word,
        fc.tuple(word, word).map(([name, value]) => `${name}=${value}`),
      ),
    );
    fc.assert(
      fc.property(query, fc.array(word), fc.webPath(), (pairs, cookies, path) => {
        const request = {
          method: "GET",
          uri: `/${path}`.replace(/\?/g, ""),
          query: pairs.join("&"),
          headers: { host: "h", ...(cookies.length === 0 ? {} : { cookie: cookies.join("; ") }) },
        };
        const event = viewerRequestEvent(context, request);
        const value: unknown = JSON.parse(JSON.stringify(event.request));
        expect(viewerRequestResult(value, event, request)).to.deep.equal({ kind: "request", request });
      }),
    );
  });

  it("takes a new uri, query, headers and cookies", () => {
    const result = requestResult((request) => ({
      ...request,
      uri: "/index.html",
      querystring: { a: { value: "1", multiValue: [{ value: "1" }, { value: "2" }] } },
      headers: { ...request.headers, "x-new": { value: "yes" } },
      cookies: { z: { value: "3" } },
    }));
    expect(result).to.deep.equal({
      kind: "request",
      request: {
        method: "GET",
        uri: "/index.html",
        query: "a=1&a=2",
        headers: { host: "example.com", "content-length": "0", cookie: "z=3", "x-new": "yes" },
      },
    });
  });

  it("is a response when it has a status code, with body and cookies", () => {
    const result = requestResult(() => ({
      statusCode: 302,
      statusDescription: "Found",
      headers: { location: { value: "/new" } },
      cookies: { a: { value: "1", attributes: "Secure" } },
      body: { encoding: "base64", data: "aGk=" },
    }));
    expect(result).to.deep.equal({
      kind: "response",
      response: {
        status: 302,
        statusDescription: "Found",
        headers: { location: "/new", "set-cookie": "a=1; Secure" },
        body: Buffer.from("hi"),
      },
    });
  });

  it("is invalid when it changes or deletes a read-only header (LE-15, CF-7)", () => {
    for (const name of ["host", "content-length", "via", "cdn-loop", "transfer-encoding"]) {
      const set = requestResult((request) => ({
        ...request,
        headers: { ...request.headers, [name]: { value: "other" } },
      }));
      expect(messageOf(set), name).to.include(name);
    }
    const deleted = requestResult(({ headers: { host: _, ...headers }, ...request }) => ({ ...request, headers }));
    expect(messageOf(deleted)).to.include("host");
  });

  it("is invalid when it sets a disallowed header (LE-14)", () => {
    for (const name of ["connection", "x-cache", "x-edge-location", "x-amz-cf-id", "x-real-ip", "upgrade"]) {
      const result = requestResult((request) => ({
        ...request,
        headers: { ...request.headers, [name]: { value: "v" } },
      }));
      expect(messageOf(result), name).to.include(name);
      expect(messageOf(requestResult(() => ({ statusCode: 200, headers: { [name]: { value: "v" } } })))).to.include(
        name,
      );
    }
  });

  it("is invalid when it changes the method (CF-4)", () => {
    expect(messageOf(requestResult((request) => ({ ...request, method: "POST" })))).to.include("method");
  });

  it("is invalid when it is nothing, or a uri that is no path", () => {
    for (const value of [undefined, null, "x", 1, [], {}, { uri: 1 }, { uri: "a" }, { uri: "/a?b" }, { uri: "/a b" }]) {
      messageOf(requestResult(() => value));
    }
  });

  it("is invalid with a body of more than 40 KB (LE-17)", () => {
    const made = (size: number, encoding: "text" | "base64") => {
      const data = encoding === "text" ? "é".repeat(size / 2) : Buffer.alloc(size).toString("base64");
      return requestResult(() => ({ statusCode: 200, body: { encoding, data } }));
    };
    for (const encoding of ["text", "base64"] as const) {
      expect(made(40 * 1024, encoding).kind).to.equal("response");
      expect(messageOf(made(40 * 1024 + 2, encoding))).to.include("LE-17");
    }
  });

  it("is never anything but request, response or invalid, whatever it is (property)", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(requestResult(() => value).kind).to.be.oneOf(["request", "response", "invalid"]);
      }),
    );
  });
});

describe("what a viewer-response function answers", () => {
  it("may have another status, headers and cookies, and keeps the body it does not set (CF-5)", () => {
    const result = responseResult((response) => ({
      ...response,
      statusCode: 503,
      headers: { ...response.headers, "x-frame-options": { value: "DENY" } },
    }));
    expect(result).to.deep.equal({
      kind: "response",
      response: {
        status: 503,
        headers: {
          "content-type": "text/html",
          via: "1.1 edge",
          "x-cache": "Miss from cloudfront",
          "set-cookie": "id=1; Secure",
          "x-frame-options": "DENY",
        },
      },
    });
  });

  it("may set the body as a text", () => {
    const result = responseResult((response) => ({ ...response, body: "new" }));
    expect(result).to.have.nested.property("response.body").that.deep.equals(Buffer.from("new"));
  });

  it("may leave headers out that are neither read-only nor needed", () => {
    const result = responseResult(({ headers }) => ({ statusCode: 200, headers: { via: headers["via"] } }));
    expect(result).to.deep.equal({ kind: "response", response: { status: 200, headers: { via: "1.1 edge" } } });
  });

  it("is invalid when it edits Via or Warning, or X-Cache (LE-14, LE-15, V18)", () => {
    for (const name of ["via", "warning", "x-cache"]) {
      const result = responseResult((response) => ({
        ...response,
        headers: { ...response.headers, [name]: { value: "v" } },
      }));
      expect(messageOf(result), name).to.include(name);
    }
  });

  it("is invalid with a status that is no whole number from 200 to 599", () => {
    for (const statusCode of [199, 600, 200.5, "200", null, undefined]) {
      messageOf(responseResult((response) => ({ ...response, statusCode })));
    }
  });

  it("is invalid with a header that is not in lower case, no token, no text, or that breaks the line", () => {
    const wrong = [
      { "X-A": { value: "v" } },
      { "x a": { value: "v" } },
      { "x-a": { value: 1 } },
      { "x-a": "v" },
      { "x-a": { value: "a\r\nb: c" } },
      { "x-a": { multiValue: "v" } },
    ];
    for (const added of wrong) {
      messageOf(responseResult((response) => ({ ...response, headers: { ...response.headers, ...added } })));
    }
  });

  it("is invalid with a body that is not what its encoding says", () => {
    for (const body of [1, {}, { data: "x", encoding: "hex" }, { data: "#", encoding: "base64" }]) {
      messageOf(responseResult((response) => ({ ...response, body })));
    }
  });
});
