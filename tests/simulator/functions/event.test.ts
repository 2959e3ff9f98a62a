import { expect } from "chai";
import { type EventContext, viewerRequestEvent, viewerResponseEvent } from "../../../simulator/functions";

const context: EventContext = {
  distributionDomainName: "d111111abcdef8.cloudfront.net",
  distributionId: "EDFDVBD6EXAMPLE",
  requestId: "id",
  viewerIp: "192.0.2.1",
};

const request = { method: "GET", uri: "/a%20b", query: "", headers: {} };

describe("the event that a CloudFront Function gets (CF-4)", () => {
  it("tells the distribution, the event, the request's id and the viewer's address", () => {
    expect(viewerRequestEvent(context, request)).to.deep.equal({
      version: "1.0",
      context: {
        distributionDomainName: "d111111abcdef8.cloudfront.net",
        distributionId: "EDFDVBD6EXAMPLE",
        eventType: "viewer-request",
        requestId: "id",
      },
      viewer: { ip: "192.0.2.1" },
      request: { method: "GET", uri: "/a%20b", querystring: {}, headers: {}, cookies: {} },
    });
  });

  it("has every parameter of the query undecoded, several of one name in their order", () => {
    const event = viewerRequestEvent(context, { ...request, query: "q=a%20b&empty&q=2&e==&&" });
    expect(event.request.querystring).to.deep.equal({
      q: { value: "a%20b", multiValue: [{ value: "a%20b" }, { value: "2" }] },
      empty: { value: "" },
      e: { value: "=" },
    });
  });

  it("has cookies apart from headers", () => {
    const headers = { host: "example.com", accept: ["text/html", "*/*"], cookie: "id=1; theme=dark;id=2" };
    const { headers: seen, cookies } = viewerRequestEvent(context, { ...request, headers }).request;
    expect(seen).to.deep.equal({
      host: { value: "example.com" },
      accept: { value: "text/html", multiValue: [{ value: "text/html" }, { value: "*/*" }] },
    });
    expect(cookies).to.deep.equal({
      id: { value: "1", multiValue: [{ value: "1" }, { value: "2" }] },
      theme: { value: "dark" },
    });
  });

  it("has the response's status as a number, and the attributes of its cookies", () => {
    const headers = { "content-type": "text/html", "set-cookie": ["id=1; Secure; Path=/", "plain=2"] };
    const event = viewerResponseEvent(context, request, { status: 200, statusDescription: "OK", headers });
    expect(event.context.eventType).to.equal("viewer-response");
    expect(event.response).to.deep.equal({
      statusCode: 200,
      statusDescription: "OK",
      headers: { "content-type": { value: "text/html" } },
      cookies: { id: { value: "1", attributes: "Secure; Path=/" }, plain: { value: "2" } },
    });
  });

  it("keeps a parameter named __proto__ a parameter", () => {
    const { querystring } = viewerRequestEvent(context, { ...request, query: "__proto__=1" }).request;
    expect(JSON.stringify(querystring)).to.equal('{"__proto__":{"value":"1"}}');
  });
});
