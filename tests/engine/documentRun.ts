import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { finished } from "../support/cli";
import { serveIn } from "../support/serving";

export interface BlockRun {
  readonly code: number | null;
  readonly expected: number;
  readonly output: string;
}

export interface BlockPlace {
  /** Where the engine and the clients are installed. */
  readonly root: string;
  /** The copy of the repository in which it runs. */
  readonly folder: string;
  /** What was answered to commands that read the project alone. */
  readonly answers: string;
  readonly setting: string | undefined;
}

/** Runs a block of shell commands as a reader would, beside the server that its setting names. */
export async function runBlock(text: string, { root, folder, answers, setting = "" }: BlockPlace): Promise<BlockRun> {
  const served = /^while: npx static-site-ha serve ?(.*)$/.exec(setting)?.[1];
  const serving = served === undefined ? undefined : await serveIn(folder, served.split(" ").filter(Boolean));
  try {
    const ready = serving?.ready;
    const script = [`source ${JSON.stringify(join(__dirname, "documentCommands.sh"))}`, addressed(text, ready)].join(
      "\n",
    );
    const child = spawn("bash", ["-euo", "pipefail", "-c", script], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        PATH: [join(root, "node_modules/.bin"), process.env["PATH"], join(root, ".engine/bin")].join(delimiter),
        REPOSITORY: root,
        ANSWERS: answers,
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: ready?.accessKeyId ?? "",
        AWS_SECRET_ACCESS_KEY: ready?.secretAccessKey ?? "",
        S3_ENDPOINT: ready?.s3 ?? "",
      },
    });
    const { code, stdout, stderr } = await finished(child);
    return { code, expected: Number(/^exits: (\d+)/.exec(setting)?.[1] ?? 0), output: stdout + stderr };
  } finally {
    await serving?.stop();
  }
}

/** The addresses that `serve` has unless it is told others, as those of the server that runs here. */
function addressed(text: string, ready: { edge: string; console: string; s3?: string } | undefined): string {
  if (ready === undefined) return text;
  return text
    .replaceAll("http://127.0.0.1:8080", ready.edge)
    .replaceAll("http://127.0.0.1:8081", ready.console)
    .replaceAll("http://127.0.0.1:9000", ready.s3 ?? "");
}
