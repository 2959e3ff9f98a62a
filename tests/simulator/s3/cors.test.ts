import { expect } from "chai";
import fc from "fast-check";
import type { HeaderMap } from "../../../simulator/http";
import type { CorsRule } from "../../../simulator/model/corsRule";
import { preflight, ruleFor, withCors } from "../../../simulator/s3/cors";
import type { Reply } from "../../../simulator/s3/reply";

function rule(more: Partial<CorsRule> = {}): CorsRule {
  const none: readonly string[] = [];
  return { allowedOrigins: ["*"], allowedMethods: ["GET"], allowedHeaders: none, exposeHeaders: none, ...more };
}

function told(reply: Reply): readonly [status: number, HeaderMap] {
  if (reply.kind === "success") return [reply.status, { ...reply.headers }];
  return reply.kind === "error" ? [reply.error.status, { ...reply.error.headers }] : [0, {}];
}

const ask = (headers: HeaderMap, ...cors: readonly CorsRule[]): readonly [status: number, HeaderMap] =>
  told(preflight(headers, { cors }));
const asks = (origin: string, method = "GET", more: HeaderMap = {}): HeaderMap => ({
  origin,
  "access-control-request-method": method,
  ...more,
});

describe("a bucket's CORS rules", () => {
  it("answer a preflight without a method, and with one that is none, with 400 (HD-81)", () => {
    expect(ask({ origin: "https://a" }, rule())[0]).to.equal(400);
    for (const method of ["get", "TRACE", ""]) expect(ask(asks("https://a", method), rule())[0]).to.equal(400);
  });

  it("grant by the first rule that has origin, method and every header (HD-83)", () => {
    const first = rule({ allowedOrigins: ["https://a"], allowedMethods: ["PUT"], maxAgeSeconds: 1 });
    const second = rule({ allowedOrigins: ["https://*"], allowedHeaders: ["X-*", "etag"], maxAgeSeconds: 2 });
    const third = rule({ maxAgeSeconds: 3 });
    const age = (headers: HeaderMap): unknown => ask(headers, first, second, third)[1]["access-control-max-age"];
    expect(age(asks("https://a", "PUT"))).to.equal("1");
    expect(age(asks("https://a", "GET"))).to.equal("2");
    expect(age(asks("http://a", "GET"))).to.equal("3");
    expect(age(asks("https://b", "GET", { "access-control-request-headers": "x-one, ETAG" }))).to.equal("2");
    expect(
      ask(asks("https://b", "GET", { "access-control-request-headers": "x-one,other" }), first, second, third)[0],
    ).to.equal(403);
    expect(ask(asks("https://a", "DELETE"), first, second, third)[0]).to.equal(403);
  });

  it("tell the origin and that it may bring credentials, or everybody and that he may not (HD-83, HD-52)", () => {
    const one = ask(
      asks("https://a"),
      rule({ allowedOrigins: ["https://a", "*"], exposeHeaders: ["etag", "date"] }),
    )[1];
    expect(one).to.deep.include({
      "access-control-allow-origin": "https://a",
      "access-control-allow-methods": "GET",
      "access-control-allow-credentials": "true",
      "access-control-expose-headers": "etag, date",
      vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
    });
    const all = ask(
      asks("https://a", "GET", { "access-control-request-headers": "X-A" }),
      rule({ allowedHeaders: ["*"] }),
    )[1];
    expect(all).to.deep.include({ "access-control-allow-origin": "*", "access-control-allow-headers": "x-a" });
    expect(all).not.to.have.property("access-control-allow-credentials");
  });

  it("leave an answer alone that they do not grant, and one that no page asked for (HD-84)", () => {
    const reply: Reply = { kind: "success", status: 200, headers: { etag: "x" }, body: new Uint8Array() };
    const rules = [rule({ allowedOrigins: ["https://a"] })];
    expect(withCors(reply, { method: "GET", headers: {} }, rules)).to.equal(reply);
    expect(withCors(reply, { method: "GET", headers: { origin: "https://b" } }, rules)).to.equal(reply);
    expect(withCors(reply, { method: "HEAD", headers: { origin: "https://a" } }, rules)).to.equal(reply);
    const [, headers] = told(withCors(reply, { method: "GET", headers: { origin: "https://a" } }, rules));
    expect(headers).to.include({ etag: "x", "access-control-allow-origin": "https://a" });
  });

  it("match an origin with one wildcard as any run of characters, none too", () => {
    const part = fc.string({ unit: fc.constantFrom("a", ".", "b"), maxLength: 4 });
    const matches = (pattern: string, origin: string): boolean =>
      ruleFor([rule({ allowedOrigins: [pattern] })], { origin, method: "GET", headers: [] }) !== undefined;
    fc.assert(
      fc.property(part, part, part, part, (start, middle, end, text) => {
        expect(matches(`${start}*${end}`, `${start}${middle}${end}`)).to.equal(true);
        expect(matches(start, text)).to.equal(start === text);
        const pattern = new RegExp(`^${start.replace(/\./g, "\\.")}.*${end.replace(/\./g, "\\.")}$`);
        expect(matches(`${start}*${end}`, text)).to.equal(pattern.test(text));
      }),
    );
  });
});
