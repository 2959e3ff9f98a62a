import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { isForeignSuite } from "./foreignSuites";

const ruleSchema = z.strictObject({
  /** What CloudFront or S3 does, in one sentence. */
  what: z.string().min(1),
  /** Keys of `sources.yaml`. */
  source: z.array(z.string()).min(1),
  /** `A` to `D` and `U`, as the page's head explains them. */
  confidence: z.string().regex(/^[A-DU](\/[A-DU])*$/),
  /** Why no code follows it, or no test can see it. */
  notModelled: z.string().min(1).optional(),
  /** The reason is about a part of the rule; code and tests quote the rest. */
  partly: z.literal(true).optional(),
});

const familySchema = z.strictObject({
  title: z.string(),
  rules: z.record(z.string(), ruleSchema),
});

export type Rule = z.infer<typeof ruleSchema>;
export type RuleFamily = z.infer<typeof familySchema>;

export interface RuleBook {
  readonly families: readonly RuleFamily[];
  /** URLs by key. */
  readonly sources: Readonly<Record<string, string>>;
}

/** In the order of the page. */
const files = [
  "pipeline",
  "origin-groups",
  "caching",
  "error-pages",
  "lambda-at-edge",
  "cloudfront-functions",
  "response-headers-policies",
  "headers-to-origin",
  "headers-to-viewer",
  "paths-and-connections",
  "s3",
  "replication",
  "observation",
  "monitoring",
];

/** The rules of CloudFront and S3 that the simulator is held against, from `docs/rules`. Throws for a malformed file. */
export function readRules(folder: string): RuleBook {
  const unlisted = readdirSync(folder).filter(
    (name) => name !== "sources.yaml" && !isForeignSuite(name) && !files.includes(name.slice(0, -5)),
  );
  if (unlisted.length > 0) throw new Error(`no place on the page for ${unlisted.join(", ")}`);
  const read = (name: string): unknown => parse(readFileSync(join(folder, `${name}.yaml`), "utf8"));
  return {
    families: files.map((name) => familySchema.parse(read(name))),
    sources: z.record(z.string(), z.url()).parse(read("sources")),
  };
}
