import { z } from "zod";
import { parseAs } from "../../drills/schema";
import { succeeded, type Answer, type GitHub } from "./gitHub";

const comments = z.array(
  z.looseObject({
    id: z.number(),
    body: z.string().nullish(),
    user: z.looseObject({ login: z.string(), type: z.string().optional() }).nullish(),
  }),
);
type Comment = z.infer<typeof comments>[number];
const written = z.looseObject({ html_url: z.string().optional() });

export interface CommentOptions {
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  /** What its own comment begins with. */
  readonly marker: string;
  readonly body: string;
}

/** What became of the comment; `refused`: the token may not write, as that of a pull request from a fork. */
export interface Upserted {
  readonly done: "created" | "updated" | "unchanged" | "refused";
  readonly url?: string;
}

const pageSize = 100;
/** Pages that are looked through; a pull request with more comments gets a second one of ours. */
const mostPages = 50;
const tries = 3;

/**
 * Writes the one comment of a pull request: the one that begins with the marker and is of the token's own author is updated in
 * place, else a new one is made. Throws `E_GITHUB` where GitHub does neither.
 */
export async function upsertComment(api: GitHub, options: CommentOptions): Promise<Upserted> {
  const { repository, number, body } = options;
  const isOwn = await ownComments(api);
  for (let attempt = 1; ; attempt += 1) {
    // A creation that seemed to fail may have been done, so that it is looked for again.
    const found = await findComment(api, options, isOwn);
    if (found?.body === body) return { done: "unchanged" };
    const answer =
      found === undefined
        ? await api.send("POST", `/repos/${repository}/issues/${number}/comments`, { body })
        : await api.send("PATCH", `/repos/${repository}/issues/comments/${found.id}`, { body });
    if (answer.status >= 500 && attempt < tries) continue;
    if (mayNotWrite(answer)) return { done: "refused" };
    const { html_url: url } = parseAs(
      written,
      succeeded(answer, "write the comment"),
      "E_GITHUB",
      "GitHub must answer with the comment",
    );
    return { done: found === undefined ? "created" : "updated", ...(url === undefined ? {} : { url }) };
  }
}

/** GitHub hides what a token may not see as 404. */
function mayNotWrite({ status }: Answer): boolean {
  return status === 403 || status === 404;
}

async function findComment(
  api: GitHub,
  { repository, number, marker }: CommentOptions,
  isOwn: (comment: Comment) => boolean,
): Promise<Comment | undefined> {
  for (let page = 1; page <= mostPages; page += 1) {
    const path = `/repos/${repository}/issues/${number}/comments?per_page=${pageSize}&page=${page}`;
    const answer = succeeded(await api.get(path), "list the comments");
    const list = parseAs(comments, answer, "E_GITHUB", "GitHub must answer with a list of comments");
    const found = list.find((one) => one.body?.startsWith(marker) === true && isOwn(one));
    if (found !== undefined || list.length < pageSize) return found;
  }
  return undefined;
}

/**
 * Whose comments are the token's own. A workflow's token is that of an app, which has no user to ask for; anybody can write
 * the marker, and a comment of theirs is theirs.
 */
async function ownComments(api: GitHub): Promise<(comment: Comment) => boolean> {
  const { status, body } = await api.get("/user");
  const user = z.looseObject({ login: z.string() }).safeParse(body);
  if (status === 200 && user.success) return (comment) => comment.user?.login === user.data.login;
  return (comment) => comment.user?.type === "Bot";
}
