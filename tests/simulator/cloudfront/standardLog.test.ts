import { expect } from "chai";
import fc from "fast-check";
import { standardLogFields, standardLogHead, standardLogLine } from "../../../simulator/cloudfront/standardLog";
import { stage } from "../../support/edge";
import { BrokenBody } from "../../../simulator/http";
import { after, answers, type Script } from "../../support/edgeOrigins";
import type { LogRecord } from "../../../simulator/cloudfront/exchange";

const domainName = "d111111abcdef8.cloudfront.net";

describe("a line of the standard log", () => {
  let record: LogRecord;
  before(async () => {
    const { get } = stage({ primary: answers(503), replica: answers(200, "the page") });
    record = (await get("/a page.html?q=1", { headers: { host: "www.example.com" } })).log;
  });

  const fieldsOf = (line: string): Map<string, string> =>
    new Map(
      line
        .trimEnd()
        .split("\t")
        .map((value, index) => [standardLogFields[index] ?? "", value]),
    );

  it("has the fields of version 2 in their order, tab by tab, under a head that names them (OB-3)", () => {
    expect(standardLogHead("w3c")).to.equal(`#Version: 1.0\n#Fields: ${standardLogFields.join(" ")}\n`);
    const fields = fieldsOf(standardLogLine(record, "w3c", domainName));
    expect(fields.size).to.equal(standardLogFields.length);
    expect(fields.get("date")).to.equal("2026-01-01");
    expect(fields.get("cs(Host)")).to.equal(domainName);
    expect(fields.get("x-host-header")).to.equal("www.example.com");
    expect(fields.get("cs-uri-query")).to.equal("q=1");
    expect(fields.get("x-edge-request-id")).to.equal(record.id);
    expect(fields.get("time-taken")).to.match(/^\d+\.\d{3}$/);
    expect(fields.get("cache-behavior-path-pattern")).to.equal("*");
  });

  it("tells of the connection what the listener knows, and when the response had ended (OB-3)", async () => {
    const { get } = stage({ primary: after(20_500, answers(200)) }, { criteria: null });
    const connection = { viewerPort: 54321, sslProtocol: "TLSv1.3", sslCipher: "TLS_AES_128_GCM_SHA256" };
    const { log } = await get("/a", { connection });
    const fields = fieldsOf(standardLogLine(log, "w3c", domainName));
    const of = (...names: string[]): (string | undefined)[] => names.map((name) => fields.get(name));
    expect(of("c-port", "ssl-protocol", "ssl-cipher")).to.deep.equal(["54321", "TLSv1.3", "TLS_AES_128_GCM_SHA256"]);
    expect(of("date", "time", "timestamp(ms)")).to.deep.equal([
      "2026-01-01",
      "00:00:20",
      String(log.timestamp + 20_500),
    ]);
    const unknown = fieldsOf(standardLogLine(record, "w3c", domainName));
    expect(["c-port", "ssl-protocol", "ssl-cipher"].map((name) => unknown.get(name))).to.deep.equal(["-", "-", "-"]);
  });

  it("has a status of 000 for a viewer who left before there was one", () => {
    expect(fieldsOf(standardLogLine({ ...record, "sc-status": 0 }, "w3c", domainName)).get("sc-status")).to.equal(
      "000",
    );
  });

  it("shows a successful failover as a plain Miss and names no origin (OB-3)", () => {
    const line = standardLogLine(record, "w3c", domainName);
    expect(fieldsOf(line).get("x-edge-result-type")).to.equal("Miss");
    expect(fieldsOf(line).get("sc-status")).to.equal("200");
    expect(line).to.not.contain("replica-bucket").and.not.contain("Failover");
  });

  const latencies = ({ log }: { readonly log: LogRecord }): readonly unknown[] => {
    const fields = fieldsOf(standardLogLine(log, "w3c", domainName));
    return [fields.get("origin-fbl"), fields.get("origin-lbl")];
  };

  it("tells the time of the member that answered, or of all that was tried (OB-3, SIM-36)", async () => {
    const origins = { primary: after(4_000, answers(503)), replica: after(250, answers(200)) };
    expect(latencies(await stage(origins).get("/a"))).to.deep.equal(["0.250", "0.250"]);
    const switches = { "origin-latency": "all-attempts" } as const;
    expect(latencies(await stage(origins, {}, { switches }).get("/a"))).to.deep.equal(["4.250", "4.250"]);
  });

  it("tells when the first and the last byte came, and no last one of a body that broke off (OB-3)", async () => {
    const slowly =
      (headers: Record<string, string>, last: string | BrokenBody): Script =>
      async (_request, _limits, clock) => {
        await clock.sleep(100);
        const body = (async function* () {
          yield Buffer.from("first ");
          await clock.sleep(2_000);
          if (last instanceof BrokenBody) throw last;
          yield Buffer.from(last);
        })();
        return { kind: "response", response: { status: 200, headers, body } };
      };
    for (const headers of [{ "content-length": "10" }, {}] as Record<string, string>[]) {
      const { get } = stage({ primary: slowly(headers, "last") }, { criteria: null });
      expect(latencies(await get("/a"))).to.deep.equal(["0.100", "2.100"]);
      expect(latencies(await get("/a")), "no origin was asked for a hit").to.deep.equal(["-", "-"]);
    }
    const broken = stage({ primary: slowly({}, new BrokenBody("closed")) }, { criteria: null });
    expect(latencies(await broken.get("/a"))).to.deep.equal(["0.100", "-"]);
  });

  it("tells what the viewer sent and what it got (OB-3)", async () => {
    const { get } = stage({ primary: answers(200, "0123456789", { "cache-control": "max-age=60" }) });
    await get("/a");
    const headers = {
      "user-agent": "a\tbrowser",
      referer: "https://r.example/",
      cookie: "a=1; b=2",
      range: "bytes=2-5",
    };
    const { log } = await get("/a", { headers: { ...headers, "x-forwarded-for": "192.0.2.1" } });
    const fields = fieldsOf(standardLogLine(log, "w3c", domainName));
    const of = (...names: string[]): (string | undefined)[] => names.map((name) => fields.get(name));
    expect(of("cs(User-Agent)", "cs(Referer)", "cs(Cookie)", "x-forwarded-for")).to.deep.equal([
      "a%09browser",
      "https://r.example/",
      "a=1;%20b=2",
      "192.0.2.1",
    ]);
    expect(of("sc-content-type", "sc-content-len", "sc-range-start", "sc-range-end")).to.deep.equal([
      "text/html",
      "4",
      "2",
      "5",
    ]);
    expect(fields.get("time-to-first-byte")).to.equal("0.000");
    // GET /a HTTP/1.1 and its line end, then `name: value` and a line end for each header.
    const head = Object.entries(log["cs-headers"]).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    expect(fields.get("cs-bytes")).to.equal(String("GET /a HTTP/1.1\r\n".length + head.join("").length));
  });

  it("is an object of the same fields in JSON", () => {
    const value = JSON.parse(standardLogLine(record, "json", domainName)) as Record<string, string>;
    expect(Object.keys(value)).to.deep.equal([...standardLogFields]);
    expect(value["cs-method"]).to.equal("GET");
  });

  it("stays one line of the same fields whatever a viewer sends", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const line = standardLogLine({ ...record, "cs-uri-stem": text, "cs-host": text }, "w3c", domainName);
        expect(line.split("\n")).to.have.length(2);
        expect(line.split("\t")).to.have.length(standardLogFields.length);
      }),
    );
  });
});
