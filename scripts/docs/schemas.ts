import { z } from "zod";
import { experimentSchema } from "../../drills/experiment";
import { proofSchema } from "../../drills/proof/reports/proofSchema";
import { journalSchema } from "../../drills/reports/journalSchema";

/** The JSON Schemas of what `drill` and `prove` read and write, by their path in the repository. */
export function schemaFiles(): Readonly<Record<string, string>> {
  return {
    "docs/schemas/experiment.json": fileOf("An experiment of static-site-ha drill", experimentSchema, "input"),
    "docs/schemas/journal.json": fileOf("What static-site-ha drill --format json writes", journalSchema, "output"),
    "docs/schemas/proof.json": fileOf("What static-site-ha prove --format json writes", proofSchema, "output"),
  };
}

function fileOf(title: string, schema: z.ZodType, io: "input" | "output"): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, reused: "ref", unrepresentable: "any" });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}
