import { expect } from "chai";
import { strToU8, zipSync } from "fflate";
import { archiveLimits } from "../../../scripts/pullRequest/archive";
import { commentOnRun, type Commented } from "../../../scripts/pullRequest/commentOnRun";
import { workflowRunOf, type WorkflowRun } from "../../../scripts/pullRequest/event";
import { gitHub } from "../../../scripts/pullRequest/gitHub";
import { FakeGitHub } from "../../support/fakeGitHub";
import { refusalOf } from "./refusalOf";
import { failedProof, filesOf, head, proofWith } from "./samples";

const zip = (files: ReadonlyMap<string, string>): Uint8Array =>
  zipSync(Object.fromEntries([...files].map(([name, text]) => [name, strToU8(text)])));
const reports = (...given: Parameters<typeof filesOf>) => ({ name: "pull-request", bytes: zip(filesOf(...given)) });
const preview = (stack: string, text: string) => ({
  name: `preview-${stack}`,
  bytes: zip(new Map([[`${stack}.preview.txt`, text]])),
});

describe("the comment after a run", () => {
  let fake: FakeGitHub;
  let run: WorkflowRun;
  beforeEach(async () => {
    fake = new FakeGitHub();
    await fake.start();
    fake.pulls.set(7, { state: "open", head: { sha: head, repo: { full_name: "stranger/site" } } });
    fake.artifacts.set(5, [reports({ dev: { proof: proofWith() } })]);
    run = { id: 5, event: "pull_request", head_sha: head, head_repository: { full_name: "stranger/site" } };
  });
  afterEach(() => fake.stop());

  const comment = (changes: Partial<WorkflowRun> = {}): Promise<Commented> =>
    commentOnRun(gitHub({ url: fake.url, token: fake.token, waitMs: 1 }), fake.repository, { ...run, ...changes });
  const bodies = (number = 7): string[] => fake.commentsOf(number).map(({ body }) => body);

  it("stands on the pull request of a fork, and is updated by its next run", async () => {
    expect((await comment()).done).to.equal("created");
    fake.artifacts.set(6, [reports({ dev: { proof: failedProof() } })]);
    expect((await comment({ id: 6 })).done).to.equal("updated");
    expect(bodies()).to.have.length(1);
    expect(bodies()[0]).to.contain("❌ a promise does not hold").and.contain("a fork gets no credentials");
  });

  it("tells the commit that GitHub says was checked, not the one that the reports name", async () => {
    fake.artifacts.set(5, [reports({ dev: { proof: proofWith() } }, { head: "9".repeat(40) })]);
    await comment();
    expect(bodies()[0]).to.contain("Commit 1111111111").and.not.contain("9999999999");
  });

  it("has the previews of a branch of the repository itself", async () => {
    const own = { full_name: fake.repository };
    fake.pulls.set(7, { state: "open", head: { sha: head, repo: own } });
    fake.artifacts.set(5, [
      reports({ dev: { proof: proofWith() } }),
      preview("dev", "~ update"),
      preview("prod", "+ create"),
    ]);
    await comment({ head_repository: own });
    expect(bodies()[0]).to.contain("~ update").and.contain("+ create").and.not.contain("No preview");
  });

  it("has no preview that a fork made up, in whichever artifact", async () => {
    fake.artifacts.set(5, [reports({ dev: { proof: proofWith(), preview: "made up" } }), preview("dev", "made up")]);
    await comment();
    expect(bodies()[0]).not.to.contain("made up");
  });

  it("has no proof that a preview's artifact holds", async () => {
    const own = { full_name: fake.repository };
    fake.pulls.set(7, { state: "open", head: { sha: head, repo: own } });
    const bytes = zip(filesOf({ prod: { proof: failedProof() } }));
    fake.artifacts.set(5, [reports({ dev: { proof: proofWith() } }), { name: "preview-prod", bytes }]);
    await comment({ head_repository: own });
    expect(bodies()[0]).not.to.contain("prod");
  });

  const elsewhere: readonly (readonly [string, () => Partial<WorkflowRun>, RegExp])[] = [
    [
      "another repository's pull request",
      () => {
        fake.pulls.set(8, { state: "open", head: { sha: head, repo: { full_name: "somebody/else" } } });
        fake.artifacts.set(5, [reports({ dev: { proof: proofWith() } }, { number: 8 })]);
        return {};
      },
      /is another one/,
    ],
    [
      "a pull request whose repository is gone",
      () => {
        fake.pulls.set(7, { state: "open", head: { sha: head, repo: null } });
        return {};
      },
      /is another one/,
    ],
    ["one that has a newer commit", () => ({ head_sha: "3".repeat(40) }), /has another commit by now/],
    [
      "one that is closed",
      () => {
        fake.pulls.set(7, { state: "closed", head: { sha: head, repo: { full_name: "stranger/site" } } });
        return {};
      },
      /is closed/,
    ],
    [
      "one that is not there",
      () => {
        fake.artifacts.set(5, [reports({ dev: { proof: proofWith() } }, { number: 99 })]);
        return {};
      },
      /there is no pull request 99/,
    ],
    ["one that it does not name", () => ({ id: 404 }), /left no reports/],
    ["anything but a pull request", () => ({ event: "push" }), /started by push/],
  ];
  for (const [title, arrange, because] of elsewhere) {
    it(`is not written on ${title}`, async () => {
      const answer = await comment(arrange());
      expect(answer.done).to.equal("skipped");
      expect("because" in answer ? answer.because : "").to.match(because);
      expect([...fake.comments.values()].flat()).to.deep.equal([]);
    });
  }

  it("is not made of an artifact that is too large, whether it says so or not", async () => {
    const bytes = new Uint8Array(archiveLimits.archive + 1);
    fake.artifacts.set(5, [{ name: "pull-request", bytes }]);
    expect((await refusalOf(comment())).code).to.equal("E_PULL_REQUEST_REPORT");
    expect(fake.requests.filter(({ line }) => line.includes("/zip"))).to.deep.equal([]);
    fake.artifacts.set(5, [{ name: "pull-request", bytes, size: 10 }]);
    expect((await refusalOf(comment())).message).to.contain(`at most ${archiveLimits.archive} bytes`);
    expect(bodies()).to.deep.equal([]);
  });

  it("gives the token to GitHub's API alone, not to where a file lies", async () => {
    await comment();
    const at = (part: string) =>
      fake.requests.filter(({ line }) => line.includes(part)).map((one) => one.authorization);
    expect(at("/blob/")).to.deep.equal([undefined]);
    expect(at("/zip")).to.deep.equal([`Bearer ${fake.token}`]);
  });

  it("is made for no other event than the end of a run", () => {
    expect(() => workflowRunOf({ pull_request: { number: 7 } })).to.throw("E_GITHUB: workflow_run");
    expect(workflowRunOf({ workflow_run: run }).id).to.equal(5);
  });
});
