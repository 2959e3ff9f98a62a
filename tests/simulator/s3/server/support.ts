import { S3Client } from "@aws-sdk/client-s3";
import type { ApiReply, ApiRequest } from "../../../../simulator/s3/api/request";
import { serveS3, type S3Credentials, type S3ServerOptions } from "../../../../simulator/s3/server";
import type { Listening } from "../../../../simulator/listen";

export const keys: S3Credentials = {
  accessKeyId: "AKIAEXAMPLEEXAMPLE000",
  secretAccessKey: "not-a-secret-only-an-example",
  accountId: "111122223333",
};

/** A server whose operations only write down what they were asked. */
export interface Recorder extends Listening {
  readonly requests: ApiRequest[];
}

export async function serveRecorder(options: Partial<S3ServerOptions> = {}): Promise<Recorder> {
  const requests: ApiRequest[] = [];
  const handle = (request: ApiRequest): Promise<ApiReply> => {
    requests.push(request);
    return Promise.resolve({ status: 200, headers: { "content-length": "0" }, body: new Uint8Array() });
  };
  const clock = { now: () => Date.now() };
  const listening = await serveS3({ handle }, { port: 0, credentials: [keys], clock, ...options });
  return { ...listening, requests };
}

export function clientOf(server: Listening, more: ConstructorParameters<typeof S3Client>[0] = {}): S3Client {
  return new S3Client({
    endpoint: server.url,
    region: "eu-west-1",
    credentials: keys,
    forcePathStyle: true,
    maxAttempts: 1,
    ...more,
  });
}
