import type { EdgeResponse } from "../../simulator/cloudfront/exchange";

/** What tells one answer to OPTIONS from another: a browser goes by the status and by what CORS allows (HD-80..82). */
export interface OptionsAnswer {
  readonly status: number;
  /** The status, S3's code of an error, and the CORS headers, in a line. */
  readonly text: string;
}

/** Ids and times differ from answer to answer and are no part of it. */
export function optionsAnswerOf({ status, headers, body }: EdgeResponse): OptionsAnswer {
  const code = status < 400 ? undefined : /<Code>([^<]+)<\/Code>/.exec(Buffer.from(body).toString())?.[1];
  const cors = Object.entries(headers)
    .filter(([name]) => name.startsWith("access-control-"))
    .map(([name, value]) => `${name}: ${String(value)}`)
    .sort();
  return { status, text: [code === undefined ? String(status) : `${status} (${code})`, ...cors].join(", ") };
}
