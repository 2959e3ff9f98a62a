import { expect } from "chai";
import * as fc from "fast-check";
import type { Candidate } from "../../../hooks/run/candidates";
import { type Input, keyOf } from "../../../hooks/run/input";
import { Schedule } from "../../../hooks/run/schedule";

const wanted = (path: string, value: string): Candidate => ({ path, value, isWanted: true });

describe("the order of inputs", () => {
  it("begins with the ordinary one", () => {
    expect(new Schedule().next()).to.deep.equal({});
  });

  it("puts what a comparison wanted before what was merely read", () => {
    const schedule = new Schedule();
    schedule.next();
    schedule.add({}, [{ path: "uri", value: "/", isWanted: false }, wanted("uri", "/a")], true);
    expect([schedule.next(), schedule.next(), schedule.next()]).to.deep.equal([{ uri: "/a" }, { uri: "/" }, undefined]);
  });

  it("joins changes where an input came somewhere new, and only there", () => {
    const schedule = new Schedule();
    schedule.next();
    const changes = [wanted("uri", "/a"), wanted("querystring", "b")];
    schedule.add({}, changes, true);
    const first = schedule.next() ?? {};
    schedule.add(first, changes, false);
    const second = schedule.next() ?? {};
    expect([first, second, schedule.next()]).to.deep.equal([{ uri: "/a" }, { querystring: "b" }, undefined]);
    schedule.add(first, changes, true);
    expect(schedule.next()).to.deep.equal({ uri: "/a", querystring: "b" });
  });

  it("gives no input twice, and comes to an end whatever is asked for", () => {
    const candidate = fc.record({
      path: fc.constantFrom("uri", "method", "request.header.a"),
      value: fc.constantFrom("/a", "HEAD", "x", null),
      isWanted: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(candidate), fc.boolean()), { minLength: 1 }), (answers) => {
        const schedule = new Schedule();
        const seen: string[] = [];
        let input: Input | undefined;
        for (let turn = 0; (input = schedule.next()) !== undefined; turn++) {
          seen.push(keyOf(input));
          const [candidates, isNew] = answers[turn % answers.length] ?? [[], false];
          schedule.add(input, candidates, isNew);
        }
        expect(new Set(seen).size).to.equal(seen.length);
        expect(seen.length).to.be.at.most(600);
      }),
    );
  });
});
