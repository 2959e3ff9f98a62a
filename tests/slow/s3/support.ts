import { S3Client } from "@aws-sdk/client-s3";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { RealClock } from "../../../simulator/clock";
import { ownerAccountId } from "../../../simulator/model/account";
import type { Listening } from "../../../simulator/listen";
import { S3 } from "../../../simulator/s3";
import { serveS3, type S3Credentials } from "../../../simulator/s3/server";

/** Keys that are none of AWS's: an id there has 20 characters. */
export const keys: S3Credentials = {
  accessKeyId: "AKIAEXAMPLEEXAMPLE000",
  secretAccessKey: "not-a-secret-only-an-example",
  accountId: ownerAccountId,
};

/** An S3 without a bucket, on a socket. */
export function serveEmptyS3(): Promise<Listening> {
  const clock = new RealClock();
  return serveS3(new S3({ clock, buckets: [] }), { port: 0, credentials: [keys], clock });
}

export function sdkClient(server: Listening, region = "us-east-1", more: { forcePathStyle?: boolean } = {}): S3Client {
  return new S3Client({
    endpoint: server.url,
    region,
    credentials: keys,
    forcePathStyle: true,
    maxAttempts: 1,
    ...more,
  });
}

/** How a call ended: the name of its error, or that there was none. */
export async function nameOf(sent: Promise<unknown>): Promise<string> {
  try {
    await sent;
    return "accepted";
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

const root = resolve(__dirname, "../../..");

/** A program of the clients' environment. Throws the sentence that says how to make it when it is missing. */
export function clientProgram(name: string): string {
  const path = join(root, ".clients/bin", name);
  if (!existsSync(path)) {
    throw new Error(`${name} must be installed in .clients, got nothing there; run scripts/s3-clients/install.sh`);
  }
  return path;
}

/** Runs a client against the server with nothing of this machine's own AWS configuration; gives what it printed. */
export async function runClient(
  server: Listening,
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<string> {
  const environment = {
    PATH: process.env["PATH"] ?? "",
    HOME: cwd,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_ENDPOINT_URL: server.url,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
    AWS_PAGER: "",
  };
  const { stdout } = await promisify(execFile)(program, [...args], { cwd, env: environment, timeout: 60_000 });
  return stdout;
}
