import { expect } from "chai";
import type { HeaderMap } from "../../../simulator/http";
import { toItems, type DefaultCacheBehavior, type ForwardedValues } from "../../../simulator/model/distributionConfig";
import type { OriginRequest } from "../../../simulator/s3/transport";
import { stage, type SiteSettings, type Stage } from "../../support/edge";
import { answers } from "../../support/edgeOrigins";

const none: ForwardedValues = { QueryString: false, Cookies: { Forward: "none" } };

function legacy(values: Partial<ForwardedValues>, behavior: Partial<DefaultCacheBehavior> = {}): SiteSettings {
  return {
    criteria: null,
    behavior: { CachePolicyId: undefined, ForwardedValues: { ...none, ...values }, ...behavior },
  };
}

const viewer: HeaderMap = {
  accept: "text/html",
  authorization: "Bearer x",
  "cache-control": "no-cache",
  cookie: "session-b=2; session-a=1; theme=dark",
  origin: "https://example.com",
  referer: "https://example.com/",
  "sec-fetch-mode": "cors",
  "user-agent": "curl/8",
  "x-custom": "yes",
};

function site(settings: SiteSettings): Stage {
  return stage({ primary: answers(200, "", { "cache-control": "max-age=60" }) }, settings);
}

async function sent(settings: SiteSettings, path = "/a?x=1&y=2", method = "GET"): Promise<OriginRequest> {
  const played = site(settings);
  await played.get(path, { headers: viewer, method });
  const [request] = played.origins.seen;
  if (request === undefined) throw new Error("no origin was asked");
  return request;
}

describe("a behaviour with legacy settings", () => {
  it("sends the origin what is not on the short list of removed headers (HD 1.1, HD-14)", async () => {
    const { headers, path } = await sent(legacy({}));
    expect(headers).to.include({
      "cache-control": "no-cache",
      origin: "https://example.com",
      "sec-fetch-mode": "cors",
      "x-custom": "yes",
      "user-agent": "Amazon CloudFront",
      host: "primary-bucket.s3.us-east-1.amazonaws.com",
    });
    expect(headers).to.not.have.any.keys("accept", "authorization", "cookie", "referer");
    expect(path).to.equal("/a");
  });

  it("sends and keys the headers that it lists (HD-25)", async () => {
    const listed = legacy({ Headers: toItems(["Referer", "User-Agent"]) });
    expect((await sent(listed)).headers).to.include({ referer: "https://example.com/", "user-agent": "curl/8" });
    const { get, origins } = site(listed);
    await get("/a", { headers: viewer });
    await get("/a", { headers: { ...viewer, referer: "https://elsewhere.example/" } });
    await get("/a", { headers: { ...viewer, "x-custom": "no" } });
    expect(origins.seen).to.have.length(2);
  });

  it("lets the first viewer's Origin decide what is cached, for it is sent and not in the key (HD-14)", async () => {
    const { get, origins } = site(legacy({}));
    await get("/a", { headers: { origin: "https://one.example" } });
    await get("/a", { headers: { origin: "https://two.example" } });
    expect(origins.seen.map(({ headers }) => headers["origin"])).to.deep.equal(["https://one.example"]);
  });

  it("caches nothing when it forwards all headers (HD-25)", async () => {
    const { get, origins } = site(legacy({ Headers: toItems(["*"]) }));
    await get("/a", { headers: viewer });
    await get("/a", { headers: viewer });
    expect(origins.seen).to.have.length(2);
    expect(origins.seen[0]?.headers).to.include({ accept: "text/html", "user-agent": "curl/8" });
  });

  it("sends the whole query and keys by the listed parameters alone (HD-22)", async () => {
    const settings = legacy({ QueryString: true, QueryStringCacheKeys: toItems(["x"]) });
    expect((await sent(settings)).path).to.equal("/a?x=1&y=2");
    const { get, origins } = site(settings);
    await get("/a?x=1&y=2");
    await get("/a?x=1&y=3");
    await get("/a?x=2&y=2");
    expect(origins.seen.map(({ path }) => path)).to.deep.equal(["/a?x=1&y=2", "/a?x=2&y=2"]);
  });

  it("selects cookies by names with wildcards, sorted (HD-23)", async () => {
    const cookies = { Forward: "whitelist" as const, WhitelistedNames: toItems(["session-?", "nothing*"]) };
    expect((await sent(legacy({ Cookies: cookies }))).headers["cookie"]).to.equal("session-a=1; session-b=2");
  });

  it("sends credentials with what it does not cache (HD 1.1)", async () => {
    const methods = toItems(["GET", "HEAD", "OPTIONS"]);
    const uncached = legacy({}, { AllowedMethods: { ...methods, CachedMethods: toItems(["GET", "HEAD"]) } });
    expect((await sent(uncached, "/a", "OPTIONS")).headers["authorization"]).to.equal("Bearer x");
    const cached = legacy({}, { AllowedMethods: { ...methods, CachedMethods: methods } });
    expect((await sent(cached, "/a", "OPTIONS")).headers).to.not.have.property("authorization");
  });

  it("has the TTLs of the behaviour, or else the API's (CA-3)", async () => {
    const { get, origins, clock } = stage({ primary: answers(200) }, legacy({}, { DefaultTTL: 5 }));
    await get("/a");
    await clock.advance(6_000);
    await get("/a");
    expect(origins.seen).to.have.length(2);
  });
});
