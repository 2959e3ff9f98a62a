import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface FakeComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: "Bot" | "User" };
}

interface FakePull {
  readonly state: "open" | "closed";
  readonly head: { readonly sha: string; readonly repo: { readonly full_name: string } | null };
}

interface FakeArtifact {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the list says of its size, where that is not true. */
  readonly size?: number;
  readonly expired?: boolean;
}

/** A failure that the next requests run into, by method and path. */
interface FakeFailure {
  readonly method: string;
  readonly path: RegExp;
  readonly status: number;
  /** How many requests; default: 1. */
  times?: number;
  /** Whether what was asked for is done all the same. */
  readonly isDone?: boolean;
}

/** As much of GitHub's REST API, on a loopback port, as a comment needs; what it does not know is answered with 404. */
export class FakeGitHub {
  readonly repository = "octo/site";
  readonly token = "ghs_obviouslyFake";
  readonly comments = new Map<number, FakeComment[]>();
  readonly pulls = new Map<number, FakePull>();
  readonly artifacts = new Map<number, FakeArtifact[]>();
  readonly failures: FakeFailure[] = [];
  /** Every request as `GET /path`, with what it was authorized by. */
  readonly requests: { readonly line: string; readonly authorization: string | undefined }[] = [];
  /** The user that the token is of; an app's token, as that of a workflow, has none. */
  user: string | undefined;
  #server = createServer((request, response) => {
    void this.#answer(request, response);
  });
  #nextId = 1000;

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  commentsOf(number: number): FakeComment[] {
    const found = this.comments.get(number) ?? [];
    this.comments.set(number, found);
    return found;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "" } = request;
    const { authorization } = request.headers;
    this.requests.push({ line: `${method} ${url}`, authorization });
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const failure = this.failures.find((one) => one.method === method && one.path.test(url) && (one.times ?? 1) > 0);
    if (failure !== undefined) failure.times = (failure.times ?? 1) - 1;
    if (failure === undefined || failure.isDone === true) {
      const { pathname, searchParams } = new URL(url, this.url);
      const found =
        authorization === `Bearer ${this.token}` || pathname.startsWith("/blob/")
          ? this.#route(method, pathname, searchParams, text)
          : { status: 401, body: { message: "Bad credentials" } };
      if (failure === undefined) {
        send(response, found);
        return;
      }
    }
    send(response, { status: failure.status, body: { message: "it is broken on purpose" } });
  }

  #route(method: string, path: string, query: URLSearchParams, text: string): Reply {
    const missing: Reply = { status: 404, body: { message: "Not Found" } };
    if (path === "/user")
      return this.user === undefined
        ? { status: 403, body: { message: "Resource not accessible" } }
        : { body: { login: this.user } };
    const blob = /^\/blob\/(\d+)\/(\d+)$/.exec(path);
    if (blob !== null) {
      const found = this.artifacts.get(Number(blob[1]))?.[Number(blob[2])];
      return found === undefined ? missing : { bytes: found.bytes };
    }
    const [, rest = ""] = new RegExp(`^/repos/${this.repository}/(.*)$`).exec(path) ?? [];
    const [kind = "", a = "", b = ""] = rest.split("/").map(String);
    if (kind === "issues" && b === "comments") return this.#issueComments(method, Number(a), query, text);
    if (kind === "issues" && a === "comments" && method === "PATCH") return this.#updated(Number(b), text) ?? missing;
    if (kind === "pulls")
      return this.pulls.has(Number(a)) ? { body: { number: Number(a), ...this.pulls.get(Number(a)) } } : missing;
    if (kind === "actions" && a === "runs") return this.#artifactList(Number(b));
    if (kind === "actions" && a === "artifacts") {
      const id = Number(b);
      return { status: 302, location: `${this.url}/blob/${Math.floor(id / 100)}/${id % 100}` };
    }
    return missing;
  }

  #issueComments(method: string, number: number, query: URLSearchParams, text: string): Reply {
    const all = this.commentsOf(number);
    if (method === "POST") {
      const { body } = JSON.parse(text) as { body: string };
      if (body.length > 65_536)
        return { status: 422, body: { message: "body is too long (maximum is 65536 characters)" } };
      const user = this.user === undefined ? bot : ({ login: this.user, type: "User" } as const);
      const comment: FakeComment = { id: (this.#nextId += 1), body, user };
      all.push(comment);
      return {
        status: 201,
        body: { ...comment, html_url: `https://github.example/${this.repository}/pull/${number}#${comment.id}` },
      };
    }
    const size = Number(query.get("per_page") ?? 30);
    const page = Number(query.get("page") ?? 1);
    return { body: all.slice((page - 1) * size, page * size) };
  }

  #updated(id: number, text: string): Reply | undefined {
    const comment = [...this.comments.values()].flat().find((one) => one.id === id);
    if (comment === undefined) return undefined;
    comment.body = (JSON.parse(text) as { body: string }).body;
    return { body: comment };
  }

  #artifactList(run: number): Reply {
    const artifacts = (this.artifacts.get(run) ?? []).map(({ name, bytes, size, expired = false }, at) => ({
      id: run * 100 + at,
      name,
      size_in_bytes: size ?? bytes.byteLength,
      expired,
    }));
    return { body: { total_count: artifacts.length, artifacts } };
  }
}

const bot = { login: "github-actions[bot]", type: "Bot" } as const;

interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly location?: string;
}

function send(response: ServerResponse, { status = 200, body, bytes, location }: Reply): void {
  response.writeHead(status, location === undefined ? {} : { location });
  response.end(bytes ?? (body === undefined ? undefined : JSON.stringify(body)));
}
