import { expect } from "chai";
import { localConfig } from "../../../cli/local/localConfig";

const own = { secretsprovider: "awskms://mine", encryptedkey: "theirs", config: { "a:b": 1, "a:c": { d: [true] } } };
const marked = { encryptionsalt: "ours" };

describe("the copy of a stack's configuration", () => {
  it("has the user's values, and a mark of secrets of its own", () => {
    expect(localConfig({ own, base: {}, copy: {} }).copy).to.deep.equal({ config: own.config });
    const copy = { config: { old: 1 }, ...marked };
    expect(localConfig({ own, base: { config: { old: 1 } }, copy }).copy).to.deep.equal({
      config: own.config,
      ...marked,
    });
  });

  it("keeps what was set in it alone, and what was taken out of it, however the user's file changes", () => {
    const copy = { config: { "a:c": { d: ["true"] }, "a:e": "2" } };
    const changed = { config: { ...own.config, "a:b": 7, "a:f": 3 } };
    expect(localConfig({ own: changed, base: own, copy }).copy).to.deep.equal({
      config: { "a:c": { d: [true] }, "a:e": "2", "a:f": 3 },
    });
  });

  it("takes scalars that Pulumi has written as text for the same", () => {
    const copy = { config: { "a:b": "1", "a:c": { d: ["true"] } } };
    expect(localConfig({ own: { config: { "a:b": 5 } }, base: own, copy }).copy).to.deep.equal({
      config: { "a:b": 5 },
    });
  });

  it("names what is encrypted with the user's own key, until a value is set for it", () => {
    const secret = { config: { "a:s": { secure: "v1:theirs" }, "a:t": { x: [{ secure: "v1:theirs" }] } } };
    const first = localConfig({ own: secret, base: {}, copy: {} });
    expect(first).to.deep.equal({ copy: { config: {} }, unreadable: ["a:s", "a:t"] });
    const copy = { config: { "a:s": { secure: "v1:ours" }, "a:t": "plain" }, ...marked };
    expect(localConfig({ own: secret, base: secret, copy })).to.deep.equal({ copy, unreadable: [] });
  });
});
