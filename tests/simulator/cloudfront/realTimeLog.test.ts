import { expect } from "chai";
import { realTimeLogFields, realTimeLogLine } from "../../../simulator/cloudfront/realTimeLog";
import { stage } from "../../support/edge";
import { answers } from "../../support/edgeOrigins";

const domainName = "d111111abcdef8.cloudfront.net";

describe("a line of the real-time log", () => {
  const lineOf = async (): Promise<Map<string, string>> => {
    const { get } = stage({ primary: answers(503), replica: answers(200, "the page") });
    const headers = { host: "www.example.com", "user-agent": "a browser", accept: "text/html" };
    const { log } = await get("/a.html?q=1", { headers });
    const values = realTimeLogLine(log, domainName).trimEnd().split("\t");
    expect(values).to.have.length(realTimeLogFields.length);
    return new Map(values.map((value, at) => [realTimeLogFields[at] ?? "", value]));
  };

  it("tells which origin answered, and why not the primary (OB-1)", async () => {
    const line = await lineOf();
    expect(line.get("r-host")).to.equal("replica-bucket.s3.us-west-2.amazonaws.com");
    expect([line.get("r-status"), line.get("sr-reason")]).to.deep.equal(["200", "Failover:503"]);
  });

  it("tells what the viewer sent, nothing of it a field or a line of its own", async () => {
    const line = await lineOf();
    expect([line.get("x-host-header"), line.get("cs-host")]).to.deep.equal(["www.example.com", domainName]);
    expect([line.get("cs-user-agent"), line.get("cs-accept")]).to.deep.equal(["a%20browser", "text/html"]);
    expect(line.get("cs-headers-count")).to.equal("3");
    expect(line.get("cs-header-names")).to.equal("host%0Auser-agent%0Aaccept%0A");
    expect([line.get("c-ip-version"), line.get("c-port")]).to.deep.equal(["IPv4", "-"]);
  });
});
