import { parse } from "acorn";
import * as walk from "acorn-walk";
import { expect } from "chai";
import * as fc from "fast-check";
import { createFunctionRunner, viewerResponseEvent } from "../../../simulator/functions";
import { eventReads } from "../../../simulator/functions/eventReads";
import { context, requestWith, responseWith } from "./messages";

const all = ["version", "context", "viewer", "request", "response"];

function reads(code: string): readonly string[] {
  return eventReads(parse(code, { ecmaVersion: "latest", sourceType: "script" }), walk);
}

describe("what a function can see of its event (CF-4)", () => {
  it("is what it names of it", () => {
    const some: Readonly<Record<string, readonly string[]>> = {
      "function handler(event) { return event.response; }": ["response"],
      "async function handler(e) { const r = e.request; r.uri += e['viewer'].ip; return r; }": ["viewer", "request"],
      "const handler = (event) => event.request;": ["request"],
      "var handler = function (event) { return { a: event.context.requestId, event: 1 }; };": ["context"],
      "function f(r) { return r.uri; } function handler(event) { return f(event.request); }": ["request"],
      "function handler(event) { return event.other; }": [],
    };
    for (const [code, expected] of Object.entries(some)) expect(reads(code), code).to.deep.equal(expected);
  });

  it("is all of it where it is used as a whole, or where another may stand in the handler's place", () => {
    for (const code of [
      "function handler(event) { return event; }",
      "function handler(event) { return JSON.stringify(event); }",
      "function handler(event) { return event[event.request.uri]; }",
      "function handler(event) { const { request } = event; return request; }",
      "function handler(event) { return { event }; }",
      "function handler(event) { return [event.request].map(() => event); }",
      "function handler(event) { return arguments[0].request; }",
      "function handler(event) { event = event.request; return event.response; }",
      "function handler() { return arguments[0]; }",
      "function handler({ request }) { return request; }",
      "function handler(...events) { return events[0]; }",
      "function handler(event, more) { return event.request; }",
      "function handler(event) { return event.request; } handler = function (e) { return e.response; };",
      "function handler(event) { return event.request; } globalThis['hand' + 'ler'] = (e) => e.response;",
      "function handler(event) { return event.request; } this.handler = (e) => e.response;",
      "function handler(event) { return event.request; } function handler(e) { return e.response; }",
      "const handler = wrapped((event) => event.request);",
      "let handler; handler = (event) => event.request;",
      "var x = 1;",
    ]) {
      expect(reads(code), code).to.deep.equal(all);
    }
  });

  it("is written as it would be if everything were (property)", async () => {
    const runner = createFunctionRunner({ languageLevel: "any" });
    const event = viewerResponseEvent(context, requestWith({ query: "a=1" }), responseWith());
    const field = fc.constantFrom("version", "context", "viewer", "request", "response", "other");
    const use = fc.oneof(
      field.map((name) => `event.${name}`),
      field.map((name) => `event["${name}"]`),
      fc.constantFrom("event", "typeof event", "Object.keys(event)", "(() => event.viewer)()", "'other' in event"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(use, { maxLength: 4 }), async (uses) => {
        const expression = `JSON.stringify([${uses.join()}])`;
        // The other one hands its event on, so that it is given all of it.
        const named = await runner.run(`function handler(event) { return ${expression}; }`, event);
        const whole = await runner.run(
          `function f(event) { return ${expression}; } function handler(e) { return f(e); }`,
          event,
        );
        expect(named).to.deep.equal(whole);
      }),
      { numRuns: 60 },
    );
    await runner.close();
  });
});
