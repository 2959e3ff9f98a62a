import { expect } from "chai";
import * as fc from "fast-check";
import {
  originRequestEvent,
  originRequestResult,
  originResponseEvent,
  originResponseResult,
  viewerRequestEvent,
  viewerRequestResult,
  viewerResponseEvent,
  viewerResponseResult,
} from "../../../simulator/functions";
import { seenHeaders, seenText, sentHeaders, sentText } from "../../../simulator/functions/headerText";
import { context, requestWith, responses, responseWith, throughJson } from "./messages";

/** Bytes as HTTP brings them. */
const wire = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

const latin1 = fc.string({ unit: fc.nat({ max: 255 }).map((byte) => String.fromCharCode(byte)) });

describe("text between the wire and a function", () => {
  it("is read as UTF-8 where it is, and as ISO-8859-1 where it is not (HD-73)", () => {
    expect(["a", wire("é"), wire("日本"), "\xe9", "\xc3"].map(seenText)).to.deep.equal(["a", "é", "日本", "é", "Ã"]);
  });

  it("is UTF-8 to a function, whatever UTF-8 it was (HD-73, property)", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(seenText(wire(text))).to.equal(text);
        expect(sentText(text)).to.equal(wire(text));
      }),
    );
  });

  it("that is left alone goes on byte for byte, what is changed as UTF-8 (HD-73, property)", () => {
    fc.assert(
      fc.property(latin1, latin1, (text, other) => {
        expect(sentText(seenText(text), text)).to.equal(text);
        const changed = seenText(text) === other ? undefined : sentText(other, text);
        expect(changed ?? wire(other)).to.equal(wire(other));
      }),
    );
  });

  it("is told apart value by value, and no map is copied without need (HD-73)", () => {
    const received = { "x-a": ["\xe9", wire("ü")], "x-b": "plain" };
    const seen = seenHeaders(received);
    expect(seen).to.deep.equal({ "x-a": ["é", "ü"], "x-b": "plain" });
    const given = { "x-a": ["ü", "é", "ö"], "x-c": "→" };
    expect(sentHeaders(given, received)).to.deep.equal({ "x-a": [wire("ü"), "\xe9", wire("ö")], "x-c": wire("→") });
    const plain = { "x-b": "plain" };
    expect([seenHeaders(plain) === plain, sentHeaders(plain, received) === plain]).to.deep.equal([true, true]);
  });
});

describe("functions and text beyond ASCII (HD-73)", () => {
  const headers = { host: "h", "x-a": "\xe9", "x-b": wire("ü"), cookie: wire("ä=1") };

  it("have it in UTF-8 on viewer-request, and what they leave alone goes on as it came", () => {
    const original = requestWith({ uri: "/\xe9", query: wire("q=ö"), headers });
    const event = viewerRequestEvent(context, original);
    const { request } = event;
    expect([request.uri, request.querystring["q"]?.value, request.headers["x-a"]?.value]).to.deep.equal([
      "/é",
      "ö",
      "é",
    ]);
    expect([request.headers["x-b"]?.value, request.cookies["ä"]?.value]).to.deep.equal(["ü", "1"]);
    const changed = { ...request, headers: { ...request.headers, "x-c": { value: "→" } } };
    const result = viewerRequestResult(throughJson(changed), event, original);
    expect(result).to.deep.equal({
      kind: "request",
      request: { ...original, headers: { ...headers, "x-c": wire("→") } },
    });
  });

  it("have what they change sent as UTF-8, cookies and query as well", () => {
    const original = requestWith({ headers });
    const event = viewerRequestEvent(context, original);
    const request = {
      ...event.request,
      uri: "/ü",
      querystring: { ß: { value: "ö" } },
      cookies: { a: { value: "ä" } },
    };
    expect(viewerRequestResult(request, event, original)).to.deep.include({
      request: {
        ...original,
        uri: wire("/ü"),
        query: wire("ß=ö"),
        headers: { ...headers, cookie: wire("a=ä") },
      },
    });
  });

  it("have the headers of responses in UTF-8 and leave them byte for byte (property)", () => {
    fc.assert(
      fc.property(responses, (original) => {
        const event = viewerResponseEvent(context, requestWith(), original);
        const result = viewerResponseResult(throughJson(event.response), event, original);
        if (result.kind !== "response") throw new Error(result.message);
        expect(Object.entries(result.response.headers).sort()).to.deep.equal(Object.entries(original.headers).sort());
      }),
    );
  });

  it("make responses whose headers are UTF-8", () => {
    const original = responseWith();
    const event = viewerResponseEvent(context, requestWith(), original);
    const answer = { statusCode: 200, headers: { "x-a": { value: "→" } }, cookies: { a: { value: "ü" } } };
    const made = { "x-a": wire("→"), "set-cookie": wire("a=ü") };
    expect(viewerResponseResult(answer, event, original)).to.deep.include({ response: { status: 200, headers: made } });
    const request = requestWith();
    expect(viewerRequestResult(answer, viewerRequestEvent(context, request), request)).to.deep.include({
      response: { status: 200, headers: made },
    });
  });

  it("are served alike where they are Lambda's", () => {
    const original = { ...requestWith({ uri: "/\xe9", query: wire("ö"), headers }), origin: {} };
    const { request } = originRequestEvent(context, original).Records[0].cf;
    expect([request.uri, request.querystring, request.headers["x-a"]?.[0]?.value]).to.deep.equal(["/é", "ö", "é"]);
    expect(originRequestResult(throughJson(request), original)).to.deep.equal({ kind: "request", request: original });
    const changed = { ...request, uri: "/→", headers: { ...request.headers, "x-b": [{ value: "ß" }] } };
    expect(originRequestResult(throughJson(changed), original)).to.deep.include({
      request: { ...original, uri: wire("/→"), headers: { ...headers, "x-b": wire("ß") } },
    });
    const { response } = originResponseEvent(context, original, { status: 200, headers }).Records[0].cf;
    expect(originResponseResult(throughJson(response), { status: 200, headers })).to.deep.include({
      response: { status: 200, headers },
    });
  });
});
