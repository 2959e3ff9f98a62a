import { expect } from "chai";
import fc from "fast-check";
import { composeFunctions, composeLambdas, separateImports } from "../../../components/edgeCode/compose";
import { createFunctionRunner } from "../../../simulator/functions";
import type { LambdaEvent } from "../../../simulator/functions/runner";
import { edgeHandler, viewerResponse } from "../../support/pulumiEdge";

const appending = (letter: string): string =>
  `const mark = "${letter}"; function handler(event) { event.request.uri += mark; return event.request; }`;

describe("several pieces on one event", () => {
  it("run in their order, each in a scope of its own, whatever names they use", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 6 }), (letters) => {
        const pieces = letters.map((letter) => ({ title: letter, code: appending(letter) }));
        const handler = edgeHandler(composeFunctions("viewer-request", pieces));
        expect((handler(viewerResponse("/")) as { uri: string }).uri).to.equal(`/${letters.join("")}`);
      }),
    );
  });

  it("are deployed as they stand where there is only one", () => {
    expect(composeFunctions("viewer-request", [{ title: "a", code: "x" }])).to.equal("x");
    expect(composeLambdas("origin-response", [{ title: "a", code: "x" }])).to.equal("x");
  });

  it("end on viewer-request with the first that answers", () => {
    const answering = "function handler() { return { statusCode: 401 }; }";
    const pieces = [answering, appending("a")].map((code) => ({ title: "piece", code }));
    expect(edgeHandler(composeFunctions("viewer-request", pieces))(viewerResponse("/"))).to.deep.equal({
      statusCode: 401,
    });
  });

  it("give each other the response on viewer-response, and end when one gives none", () => {
    const stamping = "function handler(event) { return { statusCode: event.response.statusCode + 1, headers: {} }; }";
    const nothing = "function handler() {}";
    const run = (...codes: string[]): unknown =>
      edgeHandler(
        composeFunctions(
          "viewer-response",
          codes.map((code) => ({ title: "piece", code })),
        ),
      )(viewerResponse("/"));
    expect(run(stamping, stamping)).to.include({ statusCode: 202 });
    expect(run(stamping, nothing, stamping)).to.equal(undefined);
  });

  it("wait for a piece that is async, and do not where none is", async () => {
    const asyncPiece = "async function handler(event) { event.request.uri += 'x'; return event.request; }";
    const both = [asyncPiece, appending("a")].map((code) => ({ title: "piece", code }));
    const result = edgeHandler(composeFunctions("viewer-request", both))(viewerResponse("/"));
    expect((await (result as Promise<{ uri: string }>)).uri).to.equal("/xa");
    expect(
      composeFunctions(
        "viewer-request",
        [both[1], both[1]].filter((one) => one !== undefined),
      ),
    ).to.not.contain("await");
  });

  it("have their imports at the top, where alone they are legal", () => {
    const code = "import cf from 'cloudfront';\nfunction handler(event) { return event.request; }";
    const pieces = [code, code].map((one) => ({ title: "piece", code: one }));
    expect(composeFunctions("viewer-request", pieces)).to.match(/^import cf from 'cloudfront';\n\/\/ piece\n/);
    expect(separateImports(code).rest).to.not.contain("import");
  });

  it("run as one Lambda function: the site's first, its answer given to ours (LE-22)", async () => {
    const code = composeLambdas("origin-response", [
      {
        title: "own",
        code: "const name = 'x-a'; exports.handler = async (event) => ({ ...event.Records[0].cf.response, a: name });",
      },
      {
        title: "headers",
        code: "const name = 'x-b'; module.exports = { handler: async (e) => ({ ...e.Records[0].cf.response, b: name }) };",
      },
    ]);
    const runner = createFunctionRunner();
    const lambda = { name: "hook", code, exportName: "handler", runtime: "nodejs24.x", timeoutMs: 1000 };
    try {
      const event = { Records: [{ cf: { response: { status: "200" } } }] } as unknown as LambdaEvent;
      const value = { status: "200", a: "x-a", b: "x-b" };
      expect(await runner.invoke(lambda, event)).to.deep.equal({ kind: "returned", value });
    } finally {
      await runner.close();
    }
  });
});
