import { z } from "zod";
import { CodedError } from "../../aws/codedError";
import { parseAs } from "../../drills/schema";
import { archiveLimits, unpackReports } from "./archive";
import { composeComment, markerOf } from "./comment";
import type { WorkflowRun } from "./event";
import { succeeded, type GitHub } from "./gitHub";
import { readReports, type Reports } from "./reports";
import { upsertComment, type Upserted } from "./upsertComment";

/** The artifact of the proofs; those of the previews are called after their stacks. */
export const proofArtifact = "pull-request";
const previewArtifact = /^preview-[A-Za-z0-9_-]{1,64}$/;
/** Artifacts of previews that are read. */
const mostPreviews = 20;

/** What became of the comment, or why there is none. */
export type Commented = Upserted | { readonly done: "skipped"; readonly because: string };

/**
 * Comments on the pull request that another workflow's run has checked. The run had a stranger's code in it and no right to
 * write; this has the right and none of that code, and takes the run's artifacts for data that anybody may have made up: their
 * size is bounded, their content is checked, and the pull request that they name must be the one that GitHub says was checked.
 */
export async function commentOnRun(api: GitHub, repository: string, run: WorkflowRun): Promise<Commented> {
  if (run.event !== "pull_request") return skipped(`the run was started by ${run.event}, not by a pull request`);
  const isTrusted = run.head_repository.full_name === repository;
  const files = await reportFiles(api, repository, run.id, isTrusted);
  if (files === undefined) return skipped("the run left no reports: it ended before the proof");
  const reports = readReports(files);
  const { number } = reports.about;
  if (number === undefined) return skipped("the reports name no pull request");
  const stale = await whyNot(api, repository, number, run);
  if (stale !== undefined) return skipped(stale);
  const body = composeComment(
    { ...reports, about: { ...reports.about, head: run.head_sha } },
    { ...(run.html_url === undefined ? {} : { runUrl: run.html_url }), ...noPreview(reports, isTrusted) },
  );
  return upsertComment(api, { repository, number, marker: markerOf(reports.about.directory), body });
}

function skipped(because: string): Commented {
  return { done: "skipped", because };
}

const artifacts = z.looseObject({
  artifacts: z.array(z.looseObject({ id: z.int(), name: z.string(), size_in_bytes: z.number(), expired: z.boolean() })),
});

/** Every report of the run by name; nothing where the run left no proof. */
async function reportFiles(
  api: GitHub,
  repository: string,
  run: number,
  withPreviews: boolean,
): Promise<ReadonlyMap<string, string> | undefined> {
  const path = `/repos/${repository}/actions/runs/${run}/artifacts?per_page=100`;
  const answer = succeeded(await api.get(path), "list the run's artifacts");
  const listed = parseAs(artifacts, answer, "E_GITHUB", "GitHub must answer with a list of artifacts");
  const present = listed.artifacts.filter(({ expired }) => !expired);
  const proof = present.find(({ name }) => name === proofArtifact);
  if (proof === undefined) return undefined;
  const previews = withPreviews ? present.filter(({ name }) => previewArtifact.test(name)).slice(0, mostPreviews) : [];
  const files = new Map<string, string>();
  for (const one of [...previews, proof]) {
    if (one.size_in_bytes > archiveLimits.archive) {
      const got = `at most ${archiveLimits.archive} bytes, got ${one.size_in_bytes}`;
      throw new CodedError("E_PULL_REQUEST_REPORT", `the artifact ${one.name} must have ${got}`, one.name);
    }
    const from = `/repos/${repository}/actions/artifacts/${one.id}/zip`;
    for (const [name, text] of unpackReports(await api.download(from, archiveLimits.archive))) {
      // Previews come from their own job alone: the proof's job has no credentials, and whatever it says is no preview.
      if (name.endsWith(".preview.txt") === (one !== proof)) files.set(name, text);
    }
  }
  return files;
}

const pullRequest = z.looseObject({
  state: z.string(),
  head: z.looseObject({ sha: z.string(), repo: z.looseObject({ full_name: z.string() }).nullable() }),
});

/** Why nothing is said on the pull request that the reports name; nothing where it is the one that was checked. */
async function whyNot(api: GitHub, repository: string, number: number, run: WorkflowRun): Promise<string | undefined> {
  const answer = await api.get(`/repos/${repository}/pulls/${number}`);
  if (answer.status === 404) return `there is no pull request ${number}`;
  const found = parseAs(
    pullRequest,
    succeeded(answer, "give the pull request"),
    "E_GITHUB",
    "GitHub must answer with the pull request",
  );
  if (found.state !== "open") return `pull request ${number} is ${found.state}`;
  if (found.head.repo?.full_name !== run.head_repository.full_name) return `pull request ${number} is another one`;
  // The run of a newer commit comments on that one.
  return found.head.sha === run.head_sha ? undefined : `pull request ${number} has another commit by now`;
}

function noPreview({ stacks }: Reports, isTrusted: boolean): { readonly noPreview?: string } {
  if (stacks.some(({ preview }) => preview !== undefined)) return {};
  const because = isTrusted
    ? "no preview was made; docs/pull-requests.md says how to give this workflow its role"
    : "a pull request from a fork gets no credentials";
  return { noPreview: because };
}
