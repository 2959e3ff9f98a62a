import { expect } from "chai";
import { createFunctionRunner, viewerRequestEvent, type FunctionResult } from "../../../simulator/functions";
import { answerQuestion, checkKeyValueStore } from "../../../simulator/functions/keyValueStores";
import { refusalOf } from "../../support/refusal";
import { context, requestWith } from "./messages";

const arn = "arn:aws:cloudfront::123456789012:key-value-store/flags";
const other = "arn:aws:cloudfront::123456789012:key-value-store/other";

describe("the cloudfront module", () => {
  const flags = new Map([
    ["drill", "on"],
    ["list", "[1,2]"],
  ]);
  const runner = createFunctionRunner({ keyValueStores: { [arn]: flags, [other]: new Map([["drill", "off"]]) } });
  after(() => runner.close());
  const event = viewerRequestEvent(context, requestWith({ query: "a=%20&b" }));

  const run = (body: string, uri = "/"): Promise<FunctionResult> =>
    runner.run(
      `import cf from 'cloudfront';\nasync function handler(event) { ${body} }`,
      { ...event, request: { ...event.request, uri } },
      { keyValueStoreArn: arn, rawQueryString: "a=%20&b", edgeLocation: { name: "FRA", serverIp: "192.0.2.1" } },
    );
  const value = async (body: string): Promise<unknown> => {
    const result = await run(body);
    return result.kind === "returned" ? result.value : result.message;
  };

  it("reads the function's own store, and another one by its id (CF-12)", async () => {
    expect(await value("return await cf.kvs().get('drill');")).to.equal("on");
    expect(await value("return await cf.kvs('other').get('drill');")).to.equal("off");
    expect(await value("return await cf.kvs('none').get('drill');")).to.include("no key value store none");
  });

  it("reads a value as text, JSON and bytes (CF-12)", async () => {
    expect(await value("return await cf.kvs().get('list', { format: 'json' });")).to.deep.equal([1, 2]);
    expect(await value("return (await cf.kvs().get('drill', { format: 'bytes' })).toString('hex');")).to.equal("6f6e");
    expect(await value("return await cf.kvs().get('drill', { format: 'xml' });")).to.include("format must be");
  });

  it("rejects for a key that is missing, and tells whether, how many and since when (CF-12)", async () => {
    expect(await value("return await cf.kvs().get('gone');")).to.include("KeyNotFound");
    expect(await value("try { await cf.kvs().get('gone'); } catch (error) { return 'none'; }")).to.equal("none");
    const all = "var k = cf.kvs(); return [await k.exists('drill'), await k.exists('gone'), await k.count()];";
    expect(await value(all)).to.deep.equal([true, false, 2]);
    expect(await value("return (await cf.kvs().meta()).keyCount;")).to.equal(2);
  });

  it("sees an update at the next call (CF-12)", async () => {
    flags.set("new", "1");
    expect(await value("return await cf.kvs().get('new');")).to.equal("1");
    flags.delete("new");
  });

  it("keeps the log and the origin of each call to itself, whatever they await (CF-14)", async () => {
    const body = `
      await cf.kvs().get('drill');
      if (event.request.uri.length > 2) cf.updateRequestOrigin({ domainName: event.request.uri.slice(1) });
      await null;
      return event.request.uri;`;
    const uris = Array.from({ length: 50 }, (_, index) => `/${index}`);
    const results = await Promise.all(uris.map((uri) => run(body, uri)));
    expect(results).to.deep.equal(
      uris.map((uri) => ({
        kind: "returned",
        value: uri,
        ...(uri.length > 2 ? { origin: { kind: "update", overrides: { domainName: uri.slice(1) } } } : {}),
      })),
    );
  });

  it("hands on what each of its calls asks for, the last one counting (CF-15, CF-16, CF-17)", async () => {
    const origin = async (body: string): Promise<unknown> => Reflect.get(await run(`${body} return 1;`), "origin");
    expect(await origin("cf.selectRequestOriginById('b', { hostHeader: 'h' });")).to.deep.equal({
      kind: "select",
      originId: "b",
      overrides: { hostHeader: "h" },
    });
    expect(await origin("cf.updateRequestOrigin({}); cf.createRequestOriginGroup({ originIds: [] });")).to.deep.equal({
      kind: "group",
      group: { originIds: [] },
    });
    expect(await value("cf.overrideRequestOrigin({});"), "CF-18").to.include("not a function");
  });

  it("knows where it runs, and the event the query as it came (CF-20)", async () => {
    expect(await value("return cf.edgeLocation;")).to.deep.equal({ name: "FRA", serverIp: "192.0.2.1" });
    expect(await value("return event.request.rawQueryString();")).to.equal("a=%20&b");
    expect(
      await value("event.request.rawQueryString; return Object.keys(event.request).indexOf('rawQueryString');"),
    ).to.equal(-1);
  });
});

describe("a key value store", () => {
  it("is the only one there is where a function is told of none (CF-12)", () => {
    const question = { store: "", operation: "get", key: "a" };
    const one = { [arn]: new Map([["a", "1"]]) };
    expect(answerQuestion(one, undefined, question, new Date())).to.equal("1");
    expect(() => answerQuestion({ ...one, [other]: new Map() }, undefined, question, new Date())).to.throw(
      "of its own",
    );
  });

  it("holds keys of 512 bytes, values of 1 KB and 5 MB in all (CF-12, E_KEY_VALUE_STORE)", async () => {
    checkKeyValueStore(arn, new Map([["k".repeat(512), "v".repeat(1024)]]));
    const tooMuch = [
      new Map([["k".repeat(513), ""]]),
      new Map([["k", "é".repeat(513)]]),
      new Map(Array.from({ length: 5200 }, (_, index) => [String(index), "v".repeat(1024)] as const)),
    ];
    for (const entries of tooMuch) {
      const refusal = await refusalOf(() => {
        checkKeyValueStore(arn, entries);
      });
      expect(refusal.code).to.equal("E_KEY_VALUE_STORE");
    }
  });
});
