import { expect } from "chai";
import { defaultSwitches, parseSwitch, switchTable } from "../../../simulator/cloudfront/switches";
import { stage } from "../../support/edge";
import { answers } from "../../support/edgeOrigins";
import { refusalOf } from "../../support/refusal";

describe("the switches", () => {
  it("are numbered from SIM-1 on without a gap, each name once", () => {
    expect(switchTable.map(({ number }) => number)).to.deep.equal(switchTable.map((_, index) => index + 1));
    expect(new Set(switchTable.map(({ name }) => name)).size).to.equal(switchTable.length);
  });

  it("stand at their first value", () => {
    for (const { name, values } of switchTable) expect(defaultSwitches[name]).to.equal(values[0]);
  });

  it("are read by number or name", () => {
    expect(parseSwitch("SIM-5=before")).to.deep.equal({ "failover-status": "before" });
    expect(parseSwitch("connect-gate=lenient")).to.deep.equal({ "connect-gate": "lenient" });
    for (const { number, values } of switchTable) {
      for (const value of values) expect(() => parseSwitch(`SIM-${number}=${value}`)).to.not.throw();
    }
  });

  for (const text of ["SIM-99=yes", "SIM-1", "SIM-1=", "SIM-1=maybe", "", "toString=yes"]) {
    it(`refuse ${JSON.stringify(text)}`, async () => {
      expect((await refusalOf(() => parseSwitch(text))).code).to.equal("E_USAGE");
    });
  }
});

describe("a switch is asked for only where its values differ (D13)", () => {
  const headers = { etag: '"1"', "content-type": "text/html", "cache-control": "max-age=60" };
  const page = answers(200, "page", headers);

  /** What a request asks for, others having been there before. */
  async function askedFor(
    path: string,
    request: { readonly method?: string; readonly headers?: Record<string, string> } = {},
    before: readonly string[] = [],
  ): Promise<readonly string[]> {
    const asked = new Set<string>();
    const { get } = stage({ primary: page, replica: page }, {}, { onSwitch: (name) => asked.add(name) });
    for (const one of before) await get(one);
    asked.clear();
    await get(path, request);
    return [...asked].sort();
  }

  it("a plain GET hangs on none, whether it hits or misses", async () => {
    expect(await askedFor("/index.html")).to.deep.equal([]);
    expect(await askedFor("/index.html", { headers: { "accept-encoding": "gzip, br" } })).to.deep.equal([]);
    expect(await askedFor("/a", {}, ["/a"])).to.deep.equal([]);
  });

  for (const [names, path, request, before] of [
    [["key-path", "path-normalise"], "/%61", {}, []],
    [["key-path"], "/a//b", {}, []],
    [["head-miss"], "/a", { method: "HEAD" }, []],
    [["header-edges"], "/a", { headers: { "accept-encoding": "gzip;q=0" } }, []],
    [["conditional-miss"], "/a", { headers: { "if-none-match": '"2"' } }, []],
    [["edge-304"], "/a", { headers: { "if-none-match": '"2"' } }, ["/a"]],
    [["range-fetch"], "/a", { headers: { range: "bytes=0-1" } }, []],
    [["policy-mode-headers"], "/a", { headers: { pragma: "no-cache" } }, []],
  ] as const) {
    it(`${names.join(" and ")} for ${path} ${JSON.stringify(request)}`, async () => {
      expect(await askedFor(path, request, before)).to.deep.equal(names);
    });
  }
});
