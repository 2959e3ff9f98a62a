import { expect } from "chai";
import { once } from "node:events";
import { toItems } from "../../../simulator/model/distributionConfig";
import { cachingDisabled } from "../../support/edge";
import { SocketStage } from "../../support/socketStage";
import { ok, Stage, type RawServer } from "./support";

/** How much faster than CloudFront's the edge's time passes. */
const timeScale = 20;

describe("an idle connection to an origin", () => {
  const servers = new Stage();
  let edge: SocketStage;
  let ended: Promise<unknown> | undefined;
  afterEach(async () => {
    await edge.close();
    await servers.close();
    ended = undefined;
  });

  /** An edge before one custom origin that itself never ends a connection. */
  async function open(seconds?: number): Promise<RawServer> {
    const { server, url } = await servers.server((socket) => {
      ended ??= once(socket, "end");
      socket.write(ok("hello"));
    });
    const CustomOriginConfig = {
      HTTPPort: 80,
      HTTPSPort: 443,
      OriginProtocolPolicy: "http-only" as const,
      ...(seconds === undefined ? {} : { OriginKeepaliveTimeout: seconds }),
    };
    const Origins = toItems([{ Id: "primary", DomainName: "origin.example.com", CustomOriginConfig }]);
    const behavior = { CachePolicyId: cachingDisabled };
    edge = await SocketStage.open({ primary: url }, { criteria: null, config: { Origins }, behavior, timeScale });
    return server;
  }

  /** CloudFront's seconds from the last answer until the edge ends the connection, and never before the next request. */
  async function secondsIdle(): Promise<number> {
    await edge.get("/a");
    await edge.get("/b");
    const begun = performance.now();
    await ended;
    return ((performance.now() - begun) / 1000) * timeScale;
  }

  it("serves the next request, and is closed after the origin's keep-alive timeout (HD-17)", async () => {
    const server = await open(20);
    expect(await secondsIdle()).to.be.within(19, 200);
    expect(server.sockets).to.have.length(1);
    expect((await edge.get("/c")).status).to.equal(200);
    expect(server.sockets).to.have.length(2);
  });

  it("is closed after 5 seconds where the origin says nothing", async () => {
    await open();
    expect(await secondsIdle()).to.be.within(4, 60);
  });
});
