// Writes the declarations of what programs import, and of what these name, into dist/types: tsc makes one for every file
// that it reads, most of which nobody outside can reach.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { replaceWhole } from "./replaceWhole.mjs";

const out = resolve("dist", "types");
const made = mkdtempSync(join(tmpdir(), "types-"));
try {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.package.json", "--outDir", made], { stdio: "inherit" });
  const reached = new Set();
  for (const entry of ["index", "simulator"]) reach(join(made, "library", `${entry}.d.ts`), reached);
  const wanted = new Set([...reached].map((file) => relative(made, file)));
  for (const name of wanted) replaceWhole(join(out, name), readFileSync(join(made, name)));
  for (const name of readdirSync(out, { recursive: true })) {
    if (name.endsWith(".d.ts") && !wanted.has(name)) rmSync(join(out, name));
  }
  removeEmpty(out);
} finally {
  rmSync(made, { recursive: true });
}

function reach(file, reached) {
  if (reached.has(file)) return;
  reached.add(file);
  for (const [, name] of readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
    const base = resolve(dirname(file), name);
    const found = [`${base}.d.ts`, join(base, "index.d.ts")].find((one) => existsSync(one));
    if (found === undefined) throw new Error(`${relative(made, file)} names ${name}, of which there is no declaration`);
    reach(found, reached);
  }
}

function removeEmpty(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
