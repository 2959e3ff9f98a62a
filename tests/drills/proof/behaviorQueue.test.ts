import { expect } from "chai";
import { BehaviorQueue } from "../../../drills/proof/behaviorQueue";

describe("the queue of behaviors", () => {
  it("gives each to one of those who share its memory, and then nothing", () => {
    const here = new BehaviorQueue(3);
    const there = new BehaviorQueue(3, here.memory);
    expect([here.take(), there.take(), there.take(), here.take(), there.take()]).to.deep.equal([
      0,
      1,
      2,
      undefined,
      undefined,
    ]);
  });

  it("gives nothing more, to anybody, once it is closed", () => {
    const here = new BehaviorQueue(3);
    const there = new BehaviorQueue(3, here.memory);
    here.take();
    expect(there.closed).to.equal(false);
    here.close();
    expect([there.closed, there.take(), here.take()]).to.deep.equal([true, undefined, undefined]);
  });
});
