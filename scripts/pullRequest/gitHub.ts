import { EnvHttpProxyAgent, interceptors, request, type Dispatcher } from "undici";
import { CodedError } from "../../aws/codedError";

/** What GitHub answered. */
export interface Answer {
  readonly status: number;
  /** The parsed body; nothing where there is none. */
  readonly body: unknown;
}

/** GitHub's REST API, as far as a comment needs it. */
export interface GitHub {
  /** Asks again where GitHub is overloaded or does not answer. */
  get(path: string): Promise<Answer>;
  /** Once: a write that seemed to fail may have been done. */
  send(method: "POST" | "PATCH", path: string, body: unknown): Promise<Answer>;
  /** A file of at most `limit` bytes, from wherever the API leads. Throws `E_PULL_REQUEST_REPORT` where it is larger. */
  download(path: string, limit: number): Promise<Uint8Array>;
}

export interface GitHubOptions {
  /** `GITHUB_API_URL`. */
  readonly url: string;
  readonly token: string;
  /** The first wait before a request is repeated, in milliseconds; each is twice the one before. */
  readonly waitMs?: number;
}

/** The largest answer that is read. */
const answerLimit = 16 * 1024 * 1024;

/** GitHub's API with a token. Throws `E_GITHUB` where it cannot be reached, however often it is asked. */
export function gitHub({ url, token, waitMs = 1_000 }: GitHubOptions): GitHub {
  // A runner of one's own may reach GitHub over a proxy only.
  const dispatcher = new EnvHttpProxyAgent().compose(
    interceptors.retry({
      maxRetries: 4,
      minTimeout: waitMs,
      maxTimeout: waitMs * 30,
      timeoutFactor: 2,
      methods: ["GET"],
      statusCodes: [429, 500, 502, 503, 504],
      throwOnError: false,
    }),
  );
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${token}`,
    "user-agent": "static-site-ha",
    "x-github-api-version": "2022-11-28",
  };
  const ask = async (method: Dispatcher.HttpMethod, path: string, body?: unknown): Promise<Answer> => {
    const answer = await reached(path, () =>
      request(`${url}${path}`, {
        dispatcher,
        method,
        headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = new TextDecoder().decode(await bounded(answer.body, answerLimit, path));
    return { status: answer.statusCode, body: parsed(text) };
  };
  return {
    get: (path) => ask("GET", path),
    send: ask,
    download: async (path, limit) => {
      const first = await reached(path, () => request(`${url}${path}`, { dispatcher, method: "GET", headers }));
      const { location } = first.headers;
      if (first.statusCode !== 302 || typeof location !== "string") {
        await first.body.dump();
        throw new CodedError("E_GITHUB", `GET ${path} must lead to a file, got status ${first.statusCode}`);
      }
      await first.body.dump();
      // Where the file lies the token is nobody's business.
      const file = await reached(path, () => request(new URL(location, url), { dispatcher, method: "GET" }));
      if (file.statusCode !== 200) {
        await file.body.dump();
        throw new CodedError("E_GITHUB", `the file of ${path} must be there, got status ${file.statusCode}`);
      }
      return bounded(file.body, limit, path);
    },
  };
}

/** The body of an answer that must be a success. Throws `E_GITHUB` with GitHub's own words. */
export function succeeded(answer: Answer, what: string): unknown {
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  throw new CodedError("E_GITHUB", `GitHub must ${what}, got status ${answer.status}${saying(answer.body)}`);
}

function saying(body: unknown): string {
  const message = typeof body === "object" && body !== null && "message" in body ? body.message : undefined;
  return typeof message === "string" ? `: ${message.slice(0, 200)}` : "";
}

async function reached<T>(path: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError("E_GITHUB", `GitHub must be reached for ${path}, got: ${reason}; is GITHUB_API_URL right?`);
  }
}

async function bounded(body: AsyncIterable<Uint8Array>, limit: number, path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    // Leaving the loop ends the transfer.
    if (size > limit) {
      throw new CodedError("E_PULL_REQUEST_REPORT", `${path} must have at most ${limit} bytes, got more`, path);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
