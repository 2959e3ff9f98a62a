import { expect } from "chai";
import { realTimeLogFields, realTimeLogLine } from "../../../simulator/cloudfront/realTimeLog";
import { stage } from "../../support/edge";
import { after, answers } from "../../support/edgeOrigins";

const domainName = "d111111abcdef8.cloudfront.net";

function fieldsOf(line: string): Map<string, string> {
  const values = line.trimEnd().split("\t");
  expect(values).to.have.length(realTimeLogFields.length);
  return new Map(values.map((value, at) => [realTimeLogFields[at] ?? "", value]));
}

describe("a line of the real-time log", () => {
  it("has AWS's fields in AWS's order", () => {
    expect(realTimeLogFields.slice(0, 14).join(" ")).to.equal(
      "timestamp c-ip s-ip time-to-first-byte sc-status sc-bytes cs-method cs-protocol cs-host cs-uri-stem cs-bytes x-edge-location x-edge-request-id x-host-header",
    );
    expect(realTimeLogFields.slice(-7).join(" ")).to.equal(
      "asn r-host r-status sr-reason x-edge-mqcs distribution-tenant-id connection-id",
    );
  });

  it("tells of the connection what the listener knows, and when the response had ended", async () => {
    const { get } = stage({ primary: after(250, answers(200)) }, { criteria: null });
    const connection = { viewerPort: 54321, serverAddress: "127.0.0.1", sslProtocol: "TLSv1.3", sslCipher: "CIPHER" };
    const { log } = await get("/a", { connection });
    const line = fieldsOf(realTimeLogLine(log, domainName));
    const names = ["c-port", "s-ip", "ssl-protocol", "ssl-cipher"];
    expect(names.map((name) => line.get(name))).to.deep.equal(["54321", "127.0.0.1", "TLSv1.3", "CIPHER"]);
    expect(Number(line.get("timestamp")) * 1000).to.equal(log.timestamp + 250);
  });

  it("has no more than 800 bytes of a cookie, and of the headers and their names", async () => {
    const { get } = stage({ primary: answers(200) }, { criteria: null });
    const { log } = await get("/a", { headers: { cookie: "c".repeat(2000), ["x".repeat(2000)]: "1" } });
    const line = fieldsOf(realTimeLogLine(log, domainName));
    for (const name of ["cs-cookie", "cs-headers", "cs-header-names"]) {
      expect(decodeURIComponent(line.get(name) ?? "")).to.have.length(800);
    }
  });

  it("has a status of 000 for a viewer who left before there was one", async () => {
    const { log } = await stage({ primary: answers(200) }).get("/a");
    expect(fieldsOf(realTimeLogLine({ ...log, "sc-status": 0 }, domainName)).get("sc-status")).to.equal("000");
  });

  const lineOf = async (): Promise<Map<string, string>> => {
    const { get } = stage({ primary: answers(503), replica: answers(200, "the page") });
    const headers = { host: "www.example.com", "user-agent": "a browser", accept: "text/html" };
    const { log } = await get("/a.html?q=1", { headers });
    return fieldsOf(realTimeLogLine(log, domainName));
  };

  it("tells which origin answered, and why not the primary (OB-1)", async () => {
    const line = await lineOf();
    expect(line.get("r-host")).to.equal("replica-bucket.s3.us-west-2.amazonaws.com");
    expect([line.get("r-status"), line.get("sr-reason")]).to.deep.equal(["200", "Failover:503"]);
  });

  it("tells what the viewer sent, nothing of it a field or a line of its own", async () => {
    const line = await lineOf();
    expect([line.get("cs-host"), line.get("x-host-header")]).to.deep.equal(["www.example.com", domainName]);
    expect([line.get("cs-uri-stem"), line.get("cs-uri-query")]).to.deep.equal(["/a.html?q=1", "q=1"]);
    expect([line.get("cs-user-agent"), line.get("cs-accept")]).to.deep.equal(["a%20browser", "text/html"]);
    expect(line.get("cs-headers-count")).to.equal("3");
    expect(line.get("cs-header-names")).to.equal("host%0Auser-agent%0Aaccept%0A");
    expect([line.get("c-ip-version"), line.get("c-port")]).to.deep.equal(["IPv4", "-"]);
  });
});
