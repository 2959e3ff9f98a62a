import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { edgeSource } from "../../components/edgeSource";
import type { Captured } from "./pulumi";
import { projectRoot } from "./pulumiProgram";

const edgeFiles = ["security-headers.js", "security-headers-lambda.js", "pages.js", "spa.js", "redirect-hosts.js"];

const folder = join(projectRoot, "tests", "golden");

/** The registrations as a golden file has them: keys sorted, policies and edge code opened up so that a diff can be read. */
export function goldenText(resources: readonly Captured[]): string {
  const entries = resources.map(({ type, name, inputs, parent, dependencies, protect, retainOnDelete }) => [
    `${type} ${name}`,
    { inputs: readable(inputs), parent, dependencies, protect, retainOnDelete },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** The golden file; rewritten first when UPDATE_GOLDEN=1 asks for it. */
export function golden(file: string, actual: string): string {
  const path = join(folder, file);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, actual);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function readable(value: unknown, key = ""): unknown {
  if (typeof value === "string") return opened(value, key);
  if (Array.isArray(value)) return value.map((item) => readable(item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, readable(item, name)]));
}

function opened(text: string, key: string): unknown {
  if (key === "policy" || key === "assumeRolePolicy") return JSON.parse(text);
  // The code of a CloudFront Function, and the text of a Lambda function's file.
  if (key !== "code" && key !== "text") return text;
  for (const file of edgeFiles) {
    const source = edgeSource(file);
    if (!text.endsWith(source)) continue;
    const settings = /^const settings = (.*);\n$/.exec(text.slice(0, -source.length))?.[1] ?? "null";
    return { settings: JSON.parse(settings) as unknown, followedBy: `edge/${file}` };
  }
  return text;
}
