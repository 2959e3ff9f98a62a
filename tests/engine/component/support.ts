import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { localEnvironment } from "../../../cli/local/environment";
import { makeLocalFolder } from "../../../cli/local/folder";
import { findPulumi, standInHosts } from "../../../cli/local/pulumi";
import { openCloudFile, readCloudFile, ResourceCloud } from "../../../simulator/pulumi/provider";
import type { CloudResource } from "../../../simulator/pulumi/provider/cloudResource";
import { serveProvider } from "../../../simulator/pulumi/provider/server";
import { finished, type Finished } from "../../support/cli";
import { projectRoot } from "../../support/pulumiProgram";

/** A folder of somebody's who deploys in another language, with the engine and the embedded cloud and no tsconfig.json. */
export interface LanguageStage {
  readonly folder: string;
  readonly pulumi: string;
  run(command: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Finished>;
  resources(): readonly CloudResource[];
  close(): void;
}

/** What `scripts/sdks/install.sh` makes. */
export const tools = join(projectRoot, ".engine", "sdks");

export async function openLanguageStage(): Promise<LanguageStage> {
  const folder = mkdtempSync(join(tmpdir(), "language-"));
  const local = makeLocalFolder(folder);
  const cloud = new ResourceCloud({ store: openCloudFile(local.cloudFile) });
  const provider = await serveProvider({ cloud, projectDir: folder });
  const path = process.env["PATH"] ?? "";
  const pulumi = findPulumi("pulumi", path, [projectRoot]);
  const hosts = standInHosts(pulumi, path, local);
  // As the engine starts the plugin of a component package that is installed.
  const plugin = [
    process.execPath,
    join(projectRoot, "node_modules/@pulumi/pulumi/cmd/run-plugin/index.js"),
    join(projectRoot, "components"),
  ];
  const words = plugin.map((word) => `'${word}'`).join(" ");
  writeFileSync(join(local.hosts, "pulumi-resource-static-site-ha"), `#!/bin/sh\nexec ${words} "$@"\n`, {
    mode: 0o755,
  });
  const env = localEnvironment(process.env, {
    folder: local,
    attachment: provider.attachment,
    binFolders: [join(projectRoot, "node_modules", ".bin"), join(pulumi, "..")],
    hostFolders: [...new Set([...hosts, local.hosts])],
    stack: "dev",
  });
  return {
    folder,
    pulumi,
    run(command, args, more = {}) {
      const all = { ...env, npm_config_prefer_offline: "true", npm_config_audit: "false", ...more };
      return finished(spawn(command, args, { cwd: folder, env: all, stdio: ["ignore", "pipe", "pipe"] }));
    },
    resources: () => readCloudFile(local.cloudFile),
    close() {
      provider.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Whether the host of a language is where the engine would look for it; else why its example is not run. */
export function whyNotRun(language: string, path = process.env["PATH"] ?? ""): string | undefined {
  const host = `pulumi-language-${language}`;
  return path.split(delimiter).some((folder) => existsSync(join(folder, host)))
    ? undefined
    : `skipped: ${host} is not on PATH; an ordinary installation of Pulumi brings it`;
}
