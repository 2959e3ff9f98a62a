import { expect } from "chai";
import { CodedError } from "../../../aws/codedError";
import { gitHub } from "../../../scripts/pullRequest/gitHub";
import { upsertComment, type Upserted } from "../../../scripts/pullRequest/upsertComment";
import { FakeGitHub, type FakeComment } from "../../support/fakeGitHub";
import { refusalOf } from "./refusalOf";

const marker = "<!-- static-site-ha: . -->";
const bot = { login: "github-actions[bot]", type: "Bot" } as const;
const person = { login: "mallory", type: "User" } as const;

describe("the one comment", () => {
  let fake: FakeGitHub;
  beforeEach(async () => {
    fake = new FakeGitHub();
    await fake.start();
  });
  afterEach(() => fake.stop());

  const upsert = (text: string, token = fake.token): Promise<Upserted> =>
    upsertComment(gitHub({ url: fake.url, token, waitMs: 1 }), {
      repository: fake.repository,
      number: 7,
      marker,
      body: `${marker}\n${text}`,
    });
  const bodies = (): string[] => fake.commentsOf(7).map(({ body }) => body.replace(`${marker}\n`, ""));

  it("is created, then updated in place, and left alone where nothing changed", async () => {
    const created = await upsert("one");
    expect(created.done).to.equal("created");
    expect(created.url).to.match(/^https:\/\/github\.example\/octo\/site\/pull\/7#/);
    expect((await upsert("two")).done).to.equal("updated");
    expect((await upsert("two")).done).to.equal("unchanged");
    expect(bodies()).to.deep.equal(["two"]);
  });

  it("is found behind hundreds of others", async () => {
    const other = (id: number): FakeComment => ({ id, body: "hello", user: person });
    fake
      .commentsOf(7)
      .push(...Array.from({ length: 250 }, (_, id) => other(id)), { id: 999, body: `${marker}\nold`, user: bot });
    expect((await upsert("new")).done).to.equal("updated");
    expect(bodies().at(-1)).to.equal("new");
    expect(fake.commentsOf(7)).to.have.length(251);
  });

  it("is never that of somebody who wrote the marker, nor one that quotes it", async () => {
    fake.commentsOf(7).push({ id: 1, body: `${marker}\nall is well`, user: person });
    fake.commentsOf(7).push({ id: 2, body: `see ${marker}`, user: bot });
    expect((await upsert("failed")).done).to.equal("created");
    expect(bodies()).to.deep.equal(["all is well", `see ${marker}`, "failed"]);
  });

  it("is the user's own where the token is a user's", async () => {
    fake.user = "alice";
    fake.commentsOf(7).push({ id: 1, body: `${marker}\nof the bot`, user: bot });
    expect((await upsert("one")).done).to.equal("created");
    expect((await upsert("two")).done).to.equal("updated");
    expect(bodies()).to.deep.equal(["of the bot", "two"]);
  });

  it("is written though GitHub is overloaded for a while", async () => {
    fake.failures.push({ method: "GET", path: /comments/, status: 503, times: 2 });
    fake.failures.push({ method: "POST", path: /comments/, status: 502, times: 2 });
    expect((await upsert("one")).done).to.equal("created");
    expect(bodies()).to.deep.equal(["one"]);
  });

  it("is not written twice where GitHub says that it failed and did it", async () => {
    fake.failures.push({ method: "POST", path: /comments/, status: 502, isDone: true });
    expect((await upsert("one")).done).to.equal("unchanged");
    expect(bodies()).to.deep.equal(["one"]);
  });

  it("is refused by a token that may not write, which is no error", async () => {
    fake.failures.push({ method: "POST", path: /comments/, status: 403 });
    expect(await upsert("one")).to.deep.equal({ done: "refused" });
  });

  it("says what GitHub said where it does not write it", async () => {
    fake.failures.push({ method: "POST", path: /comments/, status: 422 });
    const invalid = await refusalOf(upsert("one"));
    expect(invalid.message).to.equal(
      "E_GITHUB: GitHub must write the comment, got status 422: it is broken on purpose",
    );
    expect((await refusalOf(upsert("one", "ghs_wrong"))).message).to.contain("got status 401: Bad credentials");
  });

  it("says so where GitHub keeps failing, or is not there", async () => {
    fake.failures.push({ method: "POST", path: /comments/, status: 502, times: 99 });
    expect(await refusalOf(upsert("one")))
      .to.be.instanceOf(CodedError)
      .with.property("code", "E_GITHUB");
    const gone = gitHub({ url: "http://127.0.0.1:1", token: "x", waitMs: 1 });
    const error = await refusalOf(upsertComment(gone, { repository: "o/r", number: 1, marker, body: marker }));
    expect(error.message).to.contain("GitHub must be reached").and.contain("GITHUB_API_URL");
  });
});
