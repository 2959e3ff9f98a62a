import { expect } from "chai";
import { ownerAccountId } from "../../../../simulator/model/account";
import { alt, anonymous, client, codeOf, elementOf, header, type Sent } from "./support";

const constraint = (region: string): string =>
  `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;

describe("a bucket over S3's REST API", () => {
  it("is created where the client asks, else in us-east-1, and is listed by name", async () => {
    const { send } = client([]);
    expect((await send("PUT second", { body: constraint("eu-west-1") })).status).to.equal(200);
    expect((await send("PUT first")).status).to.equal(200);
    const listed = await send("GET ");
    expect(elementOf(listed, "Name")).to.deep.equal(["first", "second"]);
    expect(elementOf(await send("GET second?location", { region: "eu-west-1" }), "LocationConstraint")).to.deep.equal(
      [],
    );
    const location = Buffer.from((await send("GET second?location", { region: "eu-west-1" })).body).toString();
    expect(location).to.match(/<LocationConstraint xmlns="[^"]+">eu-west-1<\/LocationConstraint>/);
    expect(header(await send("HEAD first"), "x-amz-bucket-region")).to.equal("us-east-1");
  });

  it("is listed page by page, by prefix and by region", async () => {
    const { send } = client([]);
    for (const name of ["one", "two", "other"]) await send(`PUT ${name}`);
    await send("PUT far", { body: constraint("eu-west-1") });
    const found: string[] = [];
    let token: string | undefined = "";
    for (let page = 0; token !== undefined && page < 9; page++) {
      const reply = await send(`GET ?max-buckets=1&continuation-token=${token}`);
      found.push(...elementOf(reply, "Name"));
      [token] = elementOf(reply, "ContinuationToken");
    }
    expect(found).to.deep.equal(["far", "one", "other", "two"]);
    expect(elementOf(await send("GET ?prefix=o"), "Name")).to.deep.equal(["one", "other"]);
    expect(elementOf(await send("GET ?bucket-region=eu-west-1"), "Name")).to.deep.equal(["far"]);
    for (const size of ["0", "x", "10001"]) {
      expect(codeOf(await send(`GET ?max-buckets=${size}`))).to.equal("400 InvalidArgument");
    }
  });

  it("goes only when nothing is left in it", async () => {
    const { send } = client([]);
    await send("PUT abc");
    await send("PUT abc/k");
    expect(codeOf(await send("DELETE abc"))).to.equal("409 BucketNotEmpty");
    await send("DELETE abc/k");
    expect((await send("DELETE abc")).status).to.equal(204);
    expect((await send("HEAD abc")).status).to.equal(404);
  });

  it("is made again by its owner in us-east-1 without a word, and keeps what is in it", async () => {
    const { send } = client();
    await send("PUT site/k");
    expect((await send("PUT site")).status).to.equal(200);
    expect((await send("GET site/k")).status).to.equal(200);
  });

  it("belongs to the account that created it, and to nobody else", async () => {
    const { send } = client();
    expect((await send("PUT theirs", { caller: alt })).status).to.equal(200);
    expect(elementOf(await send("GET ", { caller: alt }), "Name")).to.deep.equal(["theirs"]);
    expect(elementOf(await send("GET "), "Name")).to.deep.equal(["site"]);
    expect((await send("PUT theirs/k", { caller: alt })).status).to.equal(200);
    expect(codeOf(await send("GET theirs/k"))).to.equal("403 AccessDenied");
    expect(codeOf(await send("PUT theirs"))).to.equal("409 BucketAlreadyExists");
    const expected = { "x-amz-expected-bucket-owner": ownerAccountId };
    expect(codeOf(await send("GET theirs", { caller: alt, headers: expected }))).to.equal("403 AccessDenied");
  });

  const refused: readonly (readonly [string, string, Sent, string])[] = [
    ["a name that is too short", "PUT ab", {}, "400 InvalidBucketName"],
    ["a name in capitals", "PUT ABC", {}, "400 InvalidBucketName"],
    ["a name that is an address", "PUT 192.168.5.4", {}, "400 InvalidBucketName"],
    ["a name with two dots", "PUT a..b", {}, "400 InvalidBucketName"],
    ["his own bucket in another region", "PUT site", { body: constraint("eu-west-1") }, "409 BucketAlreadyOwnedByYou"],
    ["a bucket that somebody else has", "PUT site", { caller: alt }, "409 BucketAlreadyExists"],
    ["a bucket of nobody", "PUT abc", { caller: anonymous }, "403 AccessDenied"],
    ["a region that is none", "PUT abc", { body: constraint("mars") }, "400 InvalidLocationConstraint"],
    ["a body of another type", "PUT abc", { body: "<Other/>" }, "400 MalformedXML"],
    ["a body that is cut off", "PUT abc", { body: "<CreateBucketConfiguration>" }, "400 MalformedXML"],
    ["a body with a document type", "PUT abc", { body: `<!DOCTYPE x>${constraint("eu-west-1")}` }, "400 MalformedXML"],
    ["another account that looks", "HEAD site", { caller: alt }, "403"],
    ["what has no table entry", "PUT site?lifecycle", {}, "501 NotImplemented"],
    ["a method that the service does not have", "DELETE ", {}, "405 MethodNotAllowed"],
  ];
  for (const [what, line, sent, code] of refused) {
    it(`refuses ${what}: ${code}`, async () => {
      const { send, s3 } = client();
      expect(codeOf(await send(line, sent))).to.equal(code);
      expect(s3.bucketNames()).to.deep.equal(["site"]);
    });
  }
});
