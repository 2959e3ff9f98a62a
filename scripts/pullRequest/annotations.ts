import { XMLParser } from "fast-xml-parser";
import { z } from "zod";
import type { Annotation } from "./workflowCommands";

/** GitHub shows ten errors of a step; the last of ours says how many more there are. */
const shown = 10;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseAttributeValue: false,
  parseTagValue: false,
  isArray: (name) => ["testsuite", "testcase", "failure", "error"].includes(name),
});

const failure = z.looseObject({ message: z.string().optional() }).or(z.string());
const testCase = z.looseObject({
  name: z.string(),
  classname: z.string().optional(),
  failure: z.array(failure).optional(),
  error: z.array(failure).optional(),
});
const suites = z.looseObject({
  testsuites: z.looseObject({
    testsuite: z.array(z.looseObject({ testcase: z.array(testCase).optional() })).optional(),
  }),
});

/** What failed in a JUnit report, as annotations of `file`: one for each message, as one cause fails many cases. */
export function annotationsOf(junit: string, { stack, file }: { stack: string; file: string }): readonly Annotation[] {
  const { testsuites } = suites.parse(parser.parse(junit));
  const cases = (testsuites.testsuite ?? []).flatMap(({ testcase = [] }) => testcase);
  const causes = new Map<string, { readonly title: string; readonly message: string; readonly names: string[] }>();
  for (const { name, classname, failure: failures = [], error: errors = [] } of cases) {
    for (const one of [...failures, ...errors]) {
      const message = typeof one === "string" ? one : (one.message ?? name);
      const title = `${stack}: ${classname ?? name}`;
      const key = JSON.stringify([title, message]);
      const cause = causes.get(key) ?? { title, message, names: [] };
      cause.names.push(name);
      causes.set(key, cause);
    }
  }
  const all = [...causes.values()].map(({ title, message, names }): Annotation => {
    const more = names.length > 1 ? `, and ${names.length - 1} more` : "";
    return { level: "error", title, message: `${message}\n${names[0] ?? ""}${more}`, file };
  });
  if (all.length <= shown) return all;
  const rest = all.length - shown + 1;
  const message = `${rest} more failures are in the JUnit report`;
  return [...all.slice(0, shown - 1), { level: "error", title: `${stack}: more`, message, file }];
}
