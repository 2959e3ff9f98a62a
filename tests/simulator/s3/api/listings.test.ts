import { expect } from "chai";
import fc from "fast-check";
import { bucket } from "../support";
import { client, codeOf, elementOf, type Send } from "./support";

const keys = fc.uniqueArray(fc.string({ unit: fc.constantFrom("a", "b", "/", "é"), minLength: 1, maxLength: 4 }), {
  maxLength: 12,
});
const versioned = [bucket("site", "us-east-1", { versioning: "Enabled" })];

describe("a listing over S3's REST API", () => {
  it("is the whole, whatever the size of its pages (ListObjects and ListObjectsV2)", async () => {
    const style = fc.constantFrom("1", "2");
    await fc.assert(
      fc.asyncProperty(
        keys,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom("", "/"),
        style,
        async (names, size, delimiter, version) => {
          const { send } = client();
          for (const name of names) await send(`PUT site/${name}`);
          const all = await pages(send, `list-type=${version}&delimiter=${delimiter}&max-keys=1000`);
          const paged = await pages(send, `list-type=${version}&delimiter=${delimiter}&max-keys=${size}`);
          expect(paged).to.deep.equal(all);
          if (delimiter === "") expect(all).to.have.members(names);
          else expect(new Set(all)).to.deep.equal(new Set(names.map((name) => name.replace(/\/.*$/s, "/"))));
        },
      ),
    );
  });

  it("of versions is the whole, whatever the size of its pages", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("a", "b", "c/d", "c/e"), { maxLength: 10 }),
        fc.integer({ min: 1, max: 4 }),
        async (writes, size) => {
          const { send, s3 } = client(versioned);
          for (const [index, key] of writes.entries()) await send(`${index % 3 === 2 ? "DELETE" : "PUT"} site/${key}`);
          const found: string[] = [];
          let markers = "";
          for (;;) {
            const page = await send(`GET site?versions&max-keys=${size}${markers}`);
            found.push(...elementOf(page, "VersionId"));
            const [keyMarker] = elementOf(page, "NextKeyMarker");
            if (keyMarker === undefined) break;
            markers = `&key-marker=${keyMarker}&version-id-marker=${elementOf(page, "NextVersionIdMarker")[0] ?? ""}`;
          }
          expect(found).to.have.members(s3.listVersions("site").map(({ versionId }) => versionId));
        },
      ),
    );
  });

  it("of versions has markers and objects in one order, by key and then the current one first", async () => {
    const { send, s3 } = client(versioned);
    for (const line of ["PUT site/a", "DELETE site/a", "PUT site/b", "PUT site/a"]) await send(line);
    const text = Buffer.from((await send("GET site?versions")).body).toString();
    const entries = [...text.matchAll(/<(Version|DeleteMarker)><Key>(.)<\/Key><VersionId>([^<]*)</g)];
    expect(entries.map(([, kind, key]) => `${kind} ${key}`)).to.deep.equal([
      "Version a",
      "DeleteMarker a",
      "Version a",
      "Version b",
    ]);
    expect(entries.map(([, , , id]) => id)).to.deep.equal(s3.listVersions("site").map(({ versionId }) => versionId));
  });

  it("of versions rolls up what shares a delimiter and tells the current version", async () => {
    const { send } = client(versioned);
    for (const key of ["a", "a", "c/d", "c/e"]) await send(`PUT site/${key}`);
    const page = await send("GET site?versions&delimiter=/");
    expect(elementOf(page, "IsLatest")).to.deep.equal(["true", "false"]);
    expect(elementOf(page, "Prefix")).to.deep.equal(["", "c/"]);
  });

  it("names the owner of each object in version 1, and in version 2 when it is asked to", async () => {
    const { send } = client();
    await send("PUT site/a");
    const owners = async (query: string): Promise<number> => elementOf(await send(`GET site?${query}`), "ID").length;
    expect([await owners(""), await owners("list-type=2"), await owners("list-type=2&fetch-owner=true")]).to.deep.equal(
      [1, 0, 1],
    );
  });

  for (const query of [
    "max-keys=x",
    "max-keys=-1",
    "encoding-type=x",
    "versions&max-keys=x",
    "versions&version-id-marker=x",
  ]) {
    it(`refuses ${query}`, async () => {
      expect(codeOf(await client().send(`GET site?${query}`))).to.equal("400 InvalidArgument");
    });
  }
});

/** The keys and common prefixes of all pages, those of each page sorted, since they come as two lists. */
async function pages(send: Send, query: string): Promise<readonly string[]> {
  const v2 = query.startsWith("list-type=2");
  const found: string[] = [];
  let marker = "";
  for (;;) {
    const page = await send(`GET site?${query}${marker}`);
    const named = [...elementOf(page, "Key"), ...elementOf(page, "Prefix").slice(1)];
    found.push(...named);
    if (elementOf(page, "IsTruncated")[0] !== "true") return found.sort();
    const next = v2
      ? elementOf(page, "NextContinuationToken")[0]
      : (elementOf(page, "NextMarker")[0] ?? elementOf(page, "Key").at(-1));
    marker = `&${v2 ? "continuation-token" : "marker"}=${encodeURIComponent(next ?? "")}`;
  }
}
