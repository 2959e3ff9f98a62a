import { expect } from "chai";
import { Agent, request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { RealClock } from "../../../../simulator/clock";
import { Edge, serveEdge } from "../../../../simulator/cloudfront";
import type { LambdaRecord } from "../../../../simulator/functions/runner";
import { bytesOf } from "../../../../simulator/http";
import { toItems } from "../../../../simulator/model/distributionConfig";
import { distributionId, siteModel } from "../../../support/edge";
import { FakeLambdas } from "../../../support/edgeFunctions";
import { ScriptedOrigins } from "../../../support/edgeOrigins";

const arn = "arn:aws:lambda:us-east-1:123456789012:function:hook:1";

const model = siteModel({
  criteria: null,
  behavior: {
    ViewerProtocolPolicy: "allow-all",
    AllowedMethods: toItems(["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]),
    LambdaFunctionAssociations: toItems([
      { EventType: "viewer-request", LambdaFunctionARN: arn, IncludeBody: true },
      { EventType: "origin-request", LambdaFunctionARN: arn, IncludeBody: true },
    ]),
  },
  model: {
    lambdaFunctions: [{ arn, name: "hook", runtime: "nodejs24.x", code: "", exportName: "handler", timeoutSeconds: 5 }],
  },
});

describe("an edge on a socket whose functions are shown bodies (LE-18)", () => {
  const clock = new RealClock();
  const lambdas = new FakeLambdas(({ request: one }) => one);
  const origins = new ScriptedOrigins(
    {
      primary: async ({ body }) => {
        const length = String((await bytesOf(body ?? new Uint8Array())).byteLength);
        return { kind: "response", response: { status: 200, headers: {}, body: Buffer.from(length) } };
      },
    },
    clock,
  );
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let served: Awaited<ReturnType<typeof serveEdge>>;

  before(async () => {
    const edge = new Edge(model, distributionId, { clock, origins, lambdas });
    served = await serveEdge(edge, { port: 0, hosts: [], onError: () => undefined });
  });
  after(async () => {
    agent.destroy();
    await served.close();
  });

  async function post(bytes: number): Promise<readonly [number | undefined, string]> {
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request({ port: served.port, host: "127.0.0.1", method: "POST", path: "/form", agent }, resolve);
      sent.on("error", reject).end(Buffer.alloc(bytes, "x"));
    });
    return [message.statusCode, await text(message)];
  }

  it("gives the origin all of a body that is longer than either of them sees", async () => {
    for (const bytes of [0, 10, 50_000, 3_000_000]) expect(await post(bytes)).to.deep.equal([200, String(bytes)]);
  });

  it("answers on the same connection where a function does, and the rest of the body goes nowhere", async () => {
    const answering = (event: string) => (cf: LambdaRecord) =>
      cf.config.eventType === event ? { status: "202", body: "taken" } : cf.request;
    for (const event of ["viewer-request", "origin-request"]) {
      lambdas.handle(answering(event));
      for (const bytes of [10, 3_000_000]) expect(await post(bytes)).to.deep.equal([202, "taken"]);
    }
  });
});
