import { expect } from "chai";
import { RoomForBody } from "../../../simulator/cloudfront/roomForBody";

const length = 300 * 1024;

describe("room for a body", () => {
  it("is made for a long body whose length is known and may be kept", () => {
    expect(RoomForBody.of(length, length)).to.be.instanceOf(RoomForBody);
    expect(RoomForBody.of(undefined, length)).to.equal(undefined);
    expect(RoomForBody.of(100, length)).to.equal(undefined);
    expect(RoomForBody.of(length, length - 1)).to.equal(undefined);
  });

  it("gives the chunks one behind the other as the whole, once all have come", () => {
    const room = RoomForBody.of(length, length);
    const first = Buffer.alloc(length - 2, "a");
    expect(room?.put(first)?.byteLength).to.equal(length - 2);
    expect(room?.whole()).to.equal(undefined);
    expect(String(room?.put(Buffer.from("bc")))).to.equal("bc");
    expect(room?.whole()?.byteLength).to.equal(length);
    expect(String(room?.whole()?.subarray(-3))).to.equal("abc");
  });

  it("takes no more than was announced", () => {
    const room = RoomForBody.of(length, length);
    room?.put(Buffer.alloc(length - 1));
    expect(room?.put(Buffer.from("xy"))).to.equal(undefined);
    expect(room?.whole()).to.equal(undefined);
  });
});
