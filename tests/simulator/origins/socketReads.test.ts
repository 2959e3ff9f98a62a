import { expect } from "chai";
import fc from "fast-check";
import { SocketReads } from "../../../simulator/origins/socketReads";

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** What a kernel does with reads: it fills as much of each room as there is, up to so many bytes at a time. */
function readAll(
  source: Buffer,
  expects: boolean,
  atOnce: readonly number[],
): { chunks: Buffer[]; rooms: Set<object> } {
  const reads = new SocketReads();
  let at = 0;
  if (expects) reads.expected = () => source.byteLength - at;
  const chunks: Buffer[] = [];
  const rooms = new Set<object>();
  for (let turn = 0; at < source.byteLength; turn++) {
    const room = reads.room();
    const bytes = source.copy(room, 0, at, at + (atOnce[turn % atOnce.length] ?? 1));
    at += bytes;
    rooms.add(room.buffer);
    chunks.push(reads.taken(room, bytes));
  }
  return { chunks, rooms };
}

describe("what a socket reads into", () => {
  it("gives every byte, in order, whatever the reads bring and whatever is known to come", () => {
    const source = Buffer.from(Array.from({ length: 300 * kilobyte }, (_, index) => (index * 7919) >> 5));
    const sizes = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: source.byteLength }), fc.boolean(), sizes, (length, expects, atOnce) => {
        const sent = source.subarray(0, length);
        expect(Buffer.concat(readAll(sent, expects, [...atOnce, 4_096]).chunks).equals(sent)).to.equal(true);
      }),
      { numRuns: 50 },
    );
  });

  it("is shared by small answers, which are copied out of it", () => {
    const first = readAll(Buffer.from("first"), false, [5]);
    const second = readAll(Buffer.from("other"), false, [5]);
    expect(first.chunks.map(String)).to.deep.equal(["first"]);
    expect([...first.rooms]).to.deep.equal([...second.rooms]);
    expect(first.chunks[0]?.buffer.byteLength, "nothing else is kept with it").to.equal(5);
  });

  it("is of its own for a large body, which stays where it was read to", () => {
    const { chunks, rooms } = readAll(Buffer.alloc(2.5 * megabyte, "x"), true, [400 * kilobyte]);
    expect(rooms.size).to.equal(3);
    expect(chunks.every(({ buffer }) => rooms.has(buffer))).to.equal(true);
  });

  it("is as large together as the body, so that the cache holds no more than it counts", () => {
    const body = 2 * megabyte + 70 * kilobyte;
    const { rooms } = readAll(Buffer.alloc(body), true, [megabyte]);
    expect([...rooms].reduce((sum, room) => sum + (room as ArrayBuffer).byteLength, 0)).to.equal(body);
  });
});
