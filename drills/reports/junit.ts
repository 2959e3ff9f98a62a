import { junitXml, type JUnitCase } from "../../hooks/report/junitXml";
import type { DrillReport } from "../drillReport";
import { checksOf } from "./checks";
import { toText } from "./text";

/** A drill as a test report that build servers read: a suite, a case for each thing that it looked at. */
export function drillJUnit(report: DrillReport): string {
  const { title } = report.experiment;
  const cases = checksOf(report).map(({ about, name, state, sentences }): JUnitCase => {
    const named = { name, classname: `${title}.${about}` };
    if (state === "untested") return { ...named, skipped: "the drill did not come so far" };
    if (state === "met") return named;
    const [message = ""] = sentences;
    return { ...named, failure: { type: about, message, text: [...sentences, "", toText(report)].join("\n") } };
  });
  return junitXml("static-site-ha drill", [{ name: title, cases }], report.duration);
}
