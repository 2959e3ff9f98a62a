import { build, type Plugin } from "esbuild";
import { posix } from "node:path";
import { archiveOf, lambdaHook } from "./hooks";
import { handSite, type SiteChanges } from "./site";

type Files = Readonly<Record<string, string>>;

/** A site whose hook on a Lambda@Edge event is an archive of these files. */
export function archived(
  event: string,
  files: Files,
  handler = "index.handler",
  changes: SiteChanges = {},
): ReturnType<typeof handSite> {
  return handSite({
    ...changes,
    behavior: (parts) => {
      const hook = lambdaHook(parts, archiveOf(files), { handler });
      return { lambdaFunctionAssociations: [{ eventType: event, lambdaArn: hook.out("qualifiedArn") }] };
    },
  });
}

/** What esbuild makes of the files, from `index.js` on. */
export async function bundled(files: Files, minify: boolean): Promise<Files> {
  const inMemory: Plugin = {
    name: "in-memory",
    setup: (made) => {
      made.onResolve({ filter: /.*/ }, ({ path, importer }) => ({
        path: `${posix.join(posix.dirname(importer), path).replace(/\.js$/, "")}.js`,
        namespace: "memory",
      }));
      made.onLoad({ filter: /.*/, namespace: "memory" }, ({ path }) => ({ contents: files[path] ?? "" }));
    },
  };
  const { outputFiles } = await build({
    ...{ entryPoints: ["index.js"], bundle: true, format: "cjs", platform: "node", plugins: [inMemory] },
    ...{ write: false, minify },
  });
  return { "index.js": outputFiles[0]?.text ?? "" };
}
