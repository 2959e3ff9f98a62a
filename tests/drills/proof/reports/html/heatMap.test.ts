import { expect } from "chai";
import { failureKinds } from "../../../../../drills/proof/faultList";
import { heatMap, mapLegend, waitLevel } from "../../../../../drills/proof/reports/html/heatMap";
import { mapsOf } from "../../../../../drills/proof/reports/html/heatMapOf";
import { all, mapCase, textOf, wholeMatrix } from "./support";

describe("the map of a matrix", () => {
  it("has a button for every case, which names its place in the matrix", () => {
    const cases = wholeMatrix("*");
    const places = all(heatMap(cases, "*"), "button").map(({ attributes }) => Number(attributes["data-case"]));
    expect(places.sort((a, b) => a - b)).to.deep.equal([...cases.keys()]);
  });

  it("has a map for each behavior, with places that count through all of them", () => {
    const cases = wholeMatrix("*", "/img/*");
    const second = all(heatMap(cases, "/img/*"), "button").map(({ attributes }) => Number(attributes["data-case"]));
    expect(second).to.have.length(cases.length / 2);
    expect(second.every((at) => cases[at]?.behavior === "/img/*")).to.equal(true);
    expect(heatMap(cases, "/other/*")).to.equal(undefined);
  });

  it("sorts the columns by who fails, each with every fault", () => {
    const [map] = mapsOf([...wholeMatrix("*")].reverse());
    expect(map?.columns.map(({ struck, faults }) => [struck, faults.length])).to.deep.equal([
      ["none", 1],
      ["primary", failureKinds.length],
      ["replica", failureKinds.length],
      ["both", failureKinds.length],
    ]);
  });

  it("keeps the rows of one method together", () => {
    const cases = [mapCase(), mapCase({ method: "HEAD" }), mapCase({ object: "absent" })];
    const [map] = mapsOf(cases);
    expect(map?.rows.map(({ method, object }) => `${method} ${object}`)).to.deep.equal([
      "GET both",
      "GET absent",
      "HEAD both",
    ]);
  });

  it("draws a request whose answer does not hang on who fails as one cell over all columns", () => {
    const cases = [mapCase(), mapCase({ fault: "dns" }), mapCase({ method: "POST" })];
    const spans = all(heatMap(cases, "*"), "td").filter(({ attributes }) => attributes["colspan"] === "2");
    expect(spans.filter((one) => all(one, "button").length === 1).map(textOf)).to.deep.equal([
      " the same whatever fails",
    ]);
  });

  it("tells without colour what a cell means", () => {
    const cases = [
      mapCase({ state: "failed", status: 504, resultType: "Error", delayMs: 30_000, region: "us-east-1" }),
      mapCase({ fault: "dns", failover: 503, region: "us-west-2" }),
    ];
    const [failed, passed] = all(heatMap(cases, "*"), "button");
    expect(failed?.attributes["aria-label"]).to.equal(
      "GET, in both regions, not cached; down on the primary: did not hold, 504 Error from us-east-1 after 30 s",
    );
    expect(textOf(failed)).to.equal("✕");
    expect(passed?.attributes["aria-label"]).to.match(/: held, 200 Miss from us-west-2 after 0 s \(Failover:503\)$/);
  });

  it("is one stop of the tab key", () => {
    const stops = all(heatMap(wholeMatrix("*"), "*"), "button").filter(
      ({ attributes }) => attributes["tabindex"] === "0",
    );
    expect(stops).to.have.length(1);
  });

  it("darkens with the wait", () => {
    expect([0, 1, 999, 1_000, 4_999, 5_000, 30_000, 35_000, 98_000].map(waitLevel)).to.deep.equal([
      0, 1, 1, 2, 2, 3, 3, 4, 4,
    ]);
  });

  it("counts each state in its legend, failures even where there are none", () => {
    const words = textOf(mapLegend([mapCase(), mapCase(), mapCase({ state: "outside" })]));
    expect(words).to.contain("2 held").and.to.contain("0 did not hold").and.to.contain("1 nothing was promised");
    expect(words).not.to.contain("without the origin group");
  });
});
