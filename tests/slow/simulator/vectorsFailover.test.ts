import { expect } from "chai";
import { toItems } from "../../../simulator/model/distributionConfig";
import { S3 } from "../../../simulator/s3";
import { s3Origin } from "../../support/edge";
import { fallsSilent, says, SocketStage, type SocketSettings } from "../../support/socketStage";
import { openBlackHole } from "../../simulator/origins/blackHole";
import { bucket, bytes, readPolicy, rule } from "../../simulator/s3/support";

// V10 is a refusal before anything listens: tests/slow/cli/distribution.test.ts has it, from the file to the exit code.

/** What takes half a minute of CloudFront's takes a third of a second. */
const timeScale = 100;

const methods = toItems(["GET", "HEAD", "OPTIONS"]);
const cachedOptions = { AllowedMethods: { ...methods, CachedMethods: methods } };

describe("conformance vectors of failover, on sockets", () => {
  const ends: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of ends.splice(0).reverse()) await one.close();
  });

  async function open(...given: Parameters<typeof SocketStage.open>): Promise<SocketStage> {
    const stage = await SocketStage.open(...given);
    ends.push(stage);
    return stage;
  }

  async function blackHole(): Promise<URL> {
    const hole = await openBlackHole();
    ends.push(hole);
    return hole.url;
  }

  it("V1: a primary's 503 in the criteria gives the secondary's body as a plain miss, logged Failover:503 (FO-10, OB-1)", async () => {
    const stage = await open({ primary: says(503), replica: says(200, "from the replica") }, { criteria: [503] });
    const { status, text, headers, log } = await stage.get("/page.html");
    expect([status, text, headers.get("x-cache")]).to.deep.equal([200, "from the replica", "Miss from cloudfront"]);
    expect([log["sr-reason"], log["r-host"]]).to.deep.equal([
      "Failover:503",
      "replica-bucket.s3.us-west-2.amazonaws.com",
    ]);
  });

  it("V2: the same with criteria 500 gives the viewer the 503, and the secondary is not asked (FO-15)", async () => {
    const stage = await open({ primary: says(503), replica: says(200) }, { criteria: [500] });
    const { status, headers } = await stage.get("/page.html");
    expect([status, headers.get("x-cache"), stage.calls]).to.deep.equal([503, "Error from cloudfront", { primary: 1 }]);
  });

  it("V3, V4: every miss asks the primary first; the same path again is a hit, the primary healthy or not (FO-16, FO-17)", async () => {
    const stage = await open({ primary: says(503), replica: says(200, "from the replica") });
    for (const path of ["/one", "/two", "/three"]) await stage.get(path);
    expect(stage.calls).to.deep.equal({ primary: 3, replica: 3 });
    stage.set("primary", says(200, "from the primary"));
    const { text, headers, log } = await stage.get("/one");
    expect([text, headers.get("x-cache"), log["r-host"]]).to.deep.equal([
      "from the replica",
      "Hit from cloudfront",
      "",
    ]);
    expect(stage.calls).to.deep.equal({ primary: 3, replica: 3 });
  });

  it("V5: a black hole with the default timeouts has the secondary asked after 30 s (FO-T1)", async () => {
    const stage = await open({ primary: await blackHole(), replica: says(200) }, { timeScale });
    const { log } = await stage.get("/page.html");
    expect(log.exchanges.map(({ origin }) => origin)).to.deep.equal(["primary", "primary", "primary", "replica"]);
    expect(log.exchanges.at(-1)?.startMs).to.be.within(29_900, 80_000);
    expect(log["sr-reason"]).to.equal("Failover:503");
  });

  it("V6: a primary that accepts and hangs costs a GET 90 s and an OPTIONS 30 s (FO-T3, FO-T4)", async () => {
    const stage = await open({ primary: fallsSilent, replica: says(200) }, { timeScale, behavior: cachedOptions });
    const get = (await stage.get("/page.html")).log;
    expect([get.exchanges.length, get["sr-reason"]]).to.deep.equal([4, "Failover:504"]);
    expect(get.exchanges.at(-1)?.startMs).to.be.within(89_900, 250_000);
    const options = (await stage.get("/page.html", { method: "OPTIONS" })).log;
    expect([options.exchanges.length, options["sr-reason"]]).to.deep.equal([2, "Failover:504"]);
    expect(options.exchanges.at(-1)?.startMs).to.be.within(29_900, 80_000);
  });

  it("V7: criteria without 503 and 504 let a black hole through to the viewer (FO-11, FO-12)", async () => {
    const servers = { primary: await blackHole(), replica: says(200) };
    const stage = await open(servers, { timeScale, criteria: [500, 502] });
    const { status, headers } = await stage.get("/page.html");
    expect([status, headers.get("x-cache"), stage.calls]).to.deep.equal([504, "Error from cloudfront", {}]);
  });

  it("V8: when both fail the viewer gets the secondary's error (FO-18)", async () => {
    const stage = await open({ primary: says(503), replica: says(404, "no such page") });
    const { status, text } = await stage.get("/page.html");
    expect([status, text]).to.deep.equal([404, "no such page"]);
  });

  it("V9: OPTIONS fails over only where it is cached (FO-8)", async () => {
    const servers = { primary: says(503), replica: says(200) };
    const uncached = { AllowedMethods: { ...methods, CachedMethods: toItems(["GET", "HEAD"]) } };
    const statusOf = async (behavior: SocketSettings["behavior"] = {}): Promise<number> =>
      (await (await open(servers, { behavior })).get("/page.html", { method: "OPTIONS" })).status;
    expect([await statusOf(uncached), await statusOf(cachedOptions)]).to.deep.equal([503, 200]);
  });

  it("V11: a 307 from the primary is final (FO-14)", async () => {
    const redirect = says(307, "", { location: "https://elsewhere.example/" });
    const stage = await open({ primary: redirect, replica: says(200) });
    const { status, headers } = await stage.get("/page.html");
    expect([status, headers.get("location"), stage.calls]).to.deep.equal([
      307,
      "https://elsewhere.example/",
      { primary: 1 },
    ]);
  });

  /** The embedded S3 in the place of servers; the viewer's side is a socket all the same. */
  async function buckets(
    criteria: readonly number[],
    { list = false, deleteMarkers = false } = {},
  ): Promise<{ readonly stage: SocketStage; readonly s3: S3 }> {
    const identity = { S3OriginConfig: { OriginAccessIdentity: "origin-access-identity/cloudfront/E1IDENTITY" } };
    const Origins = toItems([s3Origin("primary", "us-east-1", identity), s3Origin("replica", "us-west-2", identity)]);
    const copy = rule("replica-bucket", { deleteMarkers });
    const made = [
      bucket("primary-bucket", "us-east-1", {
        policy: readPolicy("primary-bucket", { list }),
        replication: { role: "arn:aws:iam::123456789012:role/r", rules: [copy] },
      }),
      bucket("replica-bucket", "us-west-2", { policy: readPolicy("replica-bucket", { list }) }),
    ];
    let s3: S3 | undefined;
    const stage = await open(
      {},
      {
        criteria,
        config: { Origins },
        model: { buckets: made },
        fallback: (clock) => (s3 = new S3({ clock, buckets: made, replicationLagMs: 1 })),
      },
    );
    if (s3 === undefined) throw new Error("nobody asked for the buckets");
    return { stage, s3 };
  }

  /** Publishes a page, and deletes it at the primary. */
  async function lose(s3: S3): Promise<void> {
    s3.putObject("primary-bucket", "page.html", { body: bytes("the page") });
    await s3.whenReplicated();
    s3.deleteObject("primary-bucket", "page.html");
    await s3.whenReplicated();
  }

  it("V12: a missing key with GetObject alone is 403, which criteria of 404 and 5xx do not catch (S3-5)", async () => {
    const { stage, s3 } = await buckets([404, 500, 502, 503, 504]);
    s3.putObject("replica-bucket", "page.html", { body: bytes("replica") });
    const { status, log } = await stage.get("/page.html");
    expect([status, log["sr-reason"]]).to.deep.equal([403, ""]);
  });

  it("V13: with 403 listed and the replica present, the page that the primary lost lives on (RP-15)", async () => {
    const { stage, s3 } = await buckets([403, 404]);
    await lose(s3);
    const { status, text, headers, log } = await stage.get("/page.html");
    expect([status, text, log["sr-reason"]]).to.deep.equal([200, "the page", "Failover:403"]);
    expect(headers.get("x-amz-replication-status")).to.equal("REPLICA");
  });

  it("V14: a delete marker that was replicated leaves nothing to fail over to (RP-16)", async () => {
    const { stage, s3 } = await buckets([403, 404], { list: true, deleteMarkers: true });
    await lose(s3);
    const { status, headers, log } = await stage.get("/page.html");
    expect([status, headers.get("x-amz-delete-marker"), log["sr-reason"]]).to.deep.equal([404, "true", "Failover:404"]);
  });
});
