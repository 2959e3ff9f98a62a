import { expect } from "chai";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { readXml } from "../../../../simulator/s3/api/readXml";
import { ApiRefusal } from "../../../../simulator/s3/api/refusal";
import { bucket, policyOf, textOf } from "../support";
import { alt, client, codeOf, elementOf, header, type Send } from "./support";

const versioned = [bucket("site", "us-east-1", { versioning: "Enabled" }), bucket("copy", "us-west-2")];
const md5 = (body: string): string => createHash("md5").update(body).digest("base64");

describe("CopyObject", () => {
  const copy = async (send: Send, source: string, headers: Record<string, string> = {}, line = "PUT site/b") =>
    send(line, { headers: { "x-amz-copy-source": source, ...headers } });

  it("brings the headers along, or takes new ones where they are to be replaced", async () => {
    const { send } = client();
    await send("PUT site/a é", { body: "x", headers: { "content-type": "text/a", "x-amz-meta-m": "1" } });
    expect((await copy(send, "/site/a%20%C3%A9")).status).to.equal(200);
    expect((await send("GET site/b")).headers).to.include({ "content-type": "text/a", "x-amz-meta-m": "1" });
    await copy(send, "site/a%20%C3%A9", { "x-amz-metadata-directive": "REPLACE", "content-type": "text/b" });
    expect(header(await send("GET site/b"), "content-type")).to.equal("text/b");
    expect(header(await send("GET site/b"), "x-amz-meta-m")).to.equal(undefined);
  });

  it("reads the version that it names, from another region too", async () => {
    const { send } = client(versioned);
    const id = header(await send("PUT site/a", { body: "old" }), "x-amz-version-id") ?? "";
    await send("PUT site/a", { body: "new" });
    const line = "PUT copy/a";
    const reply = await send(line, { region: "us-west-2", headers: { "x-amz-copy-source": `site/a?versionId=${id}` } });
    expect(header(reply, "x-amz-copy-source-version-id")).to.equal(id);
    expect(textOf((await send("GET copy/a", { region: "us-west-2" })).body)).to.equal("old");
  });

  const refused: readonly (readonly [string, string, Record<string, string>, string])[] = [
    ["a source without a key", "site", {}, "400 InvalidArgument"],
    ["a source that cannot be decoded", "site/%", {}, "400 InvalidArgument"],
    ["a source that is not there", "site/none", {}, "404 NoSuchKey"],
    ["a bucket that is not there", "none/a", {}, "404 NoSuchBucket"],
    ["an unknown directive", "site/a", { "x-amz-metadata-directive": "X" }, "400 InvalidArgument"],
    ["another source than was meant", "site/a", { "x-amz-copy-source-if-match": '"x"' }, "412 PreconditionFailed"],
    ["a source that was to be another", "site/a", { "x-amz-copy-source-if-none-match": "*" }, "412 PreconditionFailed"],
    ["a copy onto itself that changes nothing", "site/b", {}, "400 InvalidRequest"],
  ];
  for (const [what, source, headers, code] of refused) {
    it(`refuses ${what}: ${code}`, async () => {
      const { send } = client();
      for (const key of ["a", "b"]) await send(`PUT site/${key}`);
      expect(codeOf(await copy(send, source, headers))).to.equal(code);
    });
  }
});

describe("DeleteObjects", () => {
  const remove = async (send: Send, body: string, sent = {}) =>
    send("POST site?delete", { body, headers: { "content-md5": md5(body) }, ...sent });
  const objects = (count: number): string =>
    `<Delete>${Array.from({ length: count }, (_, index) => `<Object><Key>${index}</Key></Object>`).join("")}</Delete>`;

  it("deletes every key to the letter, and says so unless it is to be quiet", async () => {
    const { send, s3 } = client();
    for (const key of ["a ", "<&>"]) await send(`PUT site/${key}`);
    const list =
      "<Object><Key>a </Key></Object><Object><Key>&lt;&amp;&gt;</Key></Object><Object><Key>none</Key></Object>";
    await remove(send, `<Delete>${list}</Delete>`);
    expect(s3.listObjects("site")).to.deep.equal([]);
    expect(textOf((await remove(send, `<Delete>${list}</Delete>`)).body).match(/<Deleted>/g)).to.have.length(3);
    expect(textOf((await remove(send, `<Delete><Quiet>true</Quiet>${list}</Delete>`)).body)).not.to.contain(
      "<Deleted>",
    );
  });

  it("weighs each object for itself", async () => {
    const statement = {
      Effect: "Allow",
      Principal: { AWS: "444455556666" },
      Action: "s3:DeleteObject",
      Resource: "arn:aws:s3:::site/0",
    } as const;
    const { send } = client([bucket("site", "us-east-1", { policy: policyOf(statement) })]);
    const reply = await remove(send, objects(2), { caller: alt });
    expect([elementOf(reply, "Key"), elementOf(reply, "Code")]).to.deep.equal([["0", "1"], ["AccessDenied"]]);
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ["no object", "<Delete/>", "400 MalformedXML"],
    ["more than a thousand objects", objects(1001), "400 MalformedXML"],
    ["an object without a key", "<Delete><Object/></Delete>", "400 MalformedXML"],
    ["two roots", `${objects(1)}${objects(1)}`, "400 MalformedXML"],
    [
      "a condition that other buckets have",
      "<Delete><Object><Key>a</Key><Size>1</Size></Object></Delete>",
      "501 NotImplemented",
    ],
  ];
  for (const [what, body, code] of refused) {
    it(`refuses ${what}: ${code}`, async () => {
      expect(codeOf(await remove(client().send, body))).to.equal(code);
    });
  }

  it("deletes what has the tag that is meant, and tells of each that has not", async () => {
    const { send, s3 } = client();
    const tag = header(await send("PUT site/a", { body: "1" }), "etag") ?? "";
    await send("PUT site/b", { body: "2" });
    const one = (key: string, etag: string): string => `<Object><Key>${key}</Key><ETag>${etag}</ETag></Object>`;
    const body = `<Delete>${one("a", tag)}${one("b", tag)}${one("c", "*")}</Delete>`;
    const reply = await remove(send, body);
    expect(elementOf(reply, "Key")).to.deep.equal(["a", "b", "c"]);
    expect(elementOf(reply, "Code")).to.deep.equal(["PreconditionFailed", "NoSuchKey"]);
    expect(s3.listObjects("site").map(({ key }) => key)).to.deep.equal(["b"]);
  });

  it("compares tags only for who may read them", async () => {
    const statement = (Action: string) =>
      ({ Effect: "Allow", Principal: { AWS: "444455556666" }, Action, Resource: "arn:aws:s3:::site/*" }) as const;
    for (const [actions, status] of [
      [["s3:DeleteObject"], 403],
      [["s3:DeleteObject", "s3:GetObject"], 412],
    ] as const) {
      const { send } = client([bucket("site", "us-east-1", { policy: policyOf(...actions.map(statement)) })]);
      await send("PUT site/a");
      const headers = { "if-match": '"other"' };
      expect((await send("DELETE site/a", { headers, caller: alt })).status).to.equal(status);
    }
  });

  it("wants a checksum", async () => {
    const reply = await client().send("POST site?delete", { body: objects(1) });
    expect(codeOf(reply)).to.equal("400 InvalidRequest");
  });
});

describe("the body of a request", () => {
  it("is read or refused as MalformedXML, whatever it is", () => {
    const piece = fc.constantFrom(
      "<Delete>",
      "</Delete>",
      "<a>",
      "</a>",
      "&lt;",
      "&x;",
      "<!--",
      "-->",
      "<?x",
      "]]>",
      "<![CDATA[",
      "t",
      "<__proto__/>",
      "<constructor/>",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(text, (body) => {
        try {
          readXml(Buffer.from(body), "Delete");
        } catch (error) {
          expect(error).to.be.instanceOf(ApiRefusal);
        }
      }),
      { numRuns: 500 },
    );
  });
});
