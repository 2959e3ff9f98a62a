import type { Examined } from "./examined";
import { verdictsOf } from "./summary";

/** What was found for programs: a list with a record for every entry and event that was examined. */
export function examinedJson(examined: readonly Examined[]): string {
  const records = verdictsOf(examined).map(
    ({ file, entry, event, verdict, throwsOn, rewrites, disablesFailoverOn, reasons, coverage, ...others }) => ({
      ...{ file, entry, event, verdict, throwsOn, rewrites, disablesFailoverOn, reasons, coverage },
      ...others,
    }),
  );
  return JSON.stringify(records);
}
