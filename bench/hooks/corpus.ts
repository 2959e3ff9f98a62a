import { transform } from "esbuild";
import { readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { ExamineOptions, HookEvent, HookSource } from "../../hooks/verdict";

/** What is true of a hook, told by hand: its folder in the corpus. */
export type Truth = "rewrites" | "clean" | "request" | "undecidable";

export interface Specimen {
  readonly source: HookSource;
  readonly options: ExamineOptions;
  readonly truth: Truth;
  /** How it lies there: as it was written, or what a tool makes of that. */
  readonly form: "written" | "minified" | "bundled";
}

const events = ["viewer-request", "origin-request", "origin-response", "viewer-response"] as const;
const labels = z.strictObject({
  hooks: z.array(z.strictObject({ file: z.string(), event: z.enum(events).optional(), entry: z.string().optional() })),
});

/** The corpus with its variants. `folder` is `tests/hooks/corpus`. */
export async function readCorpus(folder: string): Promise<readonly Specimen[]> {
  const { hooks } = labels.parse(parse(await readFile(join(folder, "labels.yaml"), "utf8")));
  const specimens: Specimen[] = [];
  for (const { file, event = "origin-response", entry = "handler" } of hooks) {
    const text = await readFile(join(folder, file), "utf8");
    // The folder is the label.
    const truth = file.split("/", 1)[0] as Truth;
    const options = { event, entry };
    specimens.push({ source: { name: file, text }, options, truth, form: "written" });
    specimens.push(...(await variantsOf(file, text, options, truth)));
  }
  return specimens;
}

/** What esbuild makes of a hook; nothing of one that does not parse or must keep its global names. */
async function variantsOf(
  file: string,
  text: string,
  options: { readonly event: HookEvent; readonly entry: string },
  truth: Truth,
): Promise<readonly Specimen[]> {
  if (truth === "undecidable" || basename(file).includes("cff-")) return [];
  const loader = extname(file) === ".ts" ? "ts" : "js";
  const stem = file.slice(0, -extname(file).length);
  const made = async (form: "minified" | "bundled"): Promise<Specimen> => {
    const { code } = await transform(text, {
      loader,
      target: "node20",
      minify: form === "minified",
      format: "cjs",
      // Like a bundler's output: names kept by helpers that define properties.
      keepNames: form === "bundled",
    });
    return { source: { name: `${stem}.${form}.js`, text: code }, options, truth, form };
  };
  return [await made("minified"), await made("bundled")];
}
