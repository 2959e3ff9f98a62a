import { expect } from "chai";
import * as fc from "fast-check";
import {
  type PlainResponseHead,
  viewerRequestEvent,
  viewerRequestResult,
  viewerResponseEvent,
  viewerResponseResult,
  type ViewerResponseResult,
} from "../../../simulator/functions";
import { seenText } from "../../../simulator/functions/headerText";
import type { FunctionResponse } from "../../../simulator/functions/runner";
import { context, queries, requests, requestWith, responses, responseWith, throughJson } from "./messages";

/** What becomes of a response when its function answers with what `change` makes of it. */
function afterResponse(
  change: (response: FunctionResponse) => unknown,
  headers: PlainResponseHead["headers"],
): PlainResponseHead["headers"] {
  const original = responseWith({ headers });
  const event = viewerResponseEvent(context, requestWith(), original);
  if (event.response === undefined) throw new Error("the event has no response");
  const changed = throughJson(change(structuredClone(event.response)));
  return responseOf(viewerResponseResult(changed, event, original)).headers;
}

function responseOf(result: ViewerResponseResult) {
  if (result.kind !== "response") throw new Error(`no response: ${result.message}`);
  return result.response;
}

describe("a message that a function gives back as it got it", () => {
  it("is the same request, whatever its query, headers and cookies (property)", () => {
    fc.assert(
      fc.property(requests, (original) => {
        const event = viewerRequestEvent(context, original);
        const result = viewerRequestResult(throughJson(event.request), event, original);
        if (result.kind !== "request") throw new Error(JSON.stringify(result));
        const { headers, ...rest } = result.request;
        expect(rest).to.deep.equal({ method: "GET", uri: original.uri, query: original.query });
        expect(Object.entries(headers).sort()).to.deep.equal(Object.entries(original.headers).sort());
      }),
    );
  });

  it("is the same response, whatever its status, headers and cookies (property)", () => {
    fc.assert(
      fc.property(responses, (original) => {
        const event = viewerResponseEvent(context, requestWith(), original);
        const { headers, ...rest } = responseOf(viewerResponseResult(throughJson(event.response), event, original));
        const { headers: before, ...expected } = original;
        expect(rest).to.deep.equal(expected);
        expect(Object.entries(headers).sort()).to.deep.equal(Object.entries(before).sort());
      }),
    );
  });

  it("loses no parameter of its query on the way to the function, and gains none (property)", () => {
    fc.assert(
      fc.property(queries, (query) => {
        const { querystring } = viewerRequestEvent(context, requestWith({ query })).request;
        const told = Object.entries(querystring).flatMap(([name, { value, multiValue }]) =>
          (multiValue ?? [{ value }]).map((one) => `${name}=${one.value}`),
        );
        const sent = seenText(query)
          .split("&")
          .filter((piece) => piece !== "");
        expect(told.sort()).to.deep.equal(sent.map((piece) => (piece.includes("=") ? piece : `${piece}=`)).sort());
      }),
    );
  });
});

describe("the set-cookie lines of a response", () => {
  it("keep their exact text and order when the function leaves the cookies alone", () => {
    const lines = ["b=1;Path=/", "a=2", "b=3; ", "flag"];
    expect(afterResponse((response) => ({ ...response, statusCode: 404 }), { "set-cookie": lines })).to.deep.equal({
      "set-cookie": lines,
    });
  });

  it("are written anew when cookies change, and go when the cookies go", () => {
    const headers = { "set-cookie": ["a=1; Secure", "b=2"] };
    expect(afterResponse((r) => ({ ...r, cookies: { ...r.cookies, b: { value: "3" } } }), headers)).to.deep.equal({
      "set-cookie": ["a=1; Secure", "b=3"],
    });
    expect(afterResponse((r) => ({ ...r, cookies: {} }), headers)).to.deep.equal({});
  });
});

describe("the query that a function writes", () => {
  it("may not break the line of the request", () => {
    const event = viewerRequestEvent(context, requestWith());
    const result = viewerRequestResult(
      { ...event.request, querystring: { a: { value: "x\r\ny" } } },
      event,
      requestWith(),
    );
    expect(result).to.have.property("message").that.includes("line break");
  });
});
