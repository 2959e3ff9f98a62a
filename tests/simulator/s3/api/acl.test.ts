import { expect } from "chai";
import { ownerAccountId } from "../../../../simulator/model/account";
import { alt, client, codeOf, elementOf, type Sent } from "./support";

const grant = (id: string, permission: string): string =>
  `<AccessControlPolicy><Owner><ID>${ownerAccountId}</ID></Owner><AccessControlList><Grant><Grantee><ID>${id}</ID></Grantee><Permission>${permission}</Permission></Grant></AccessControlList></AccessControlPolicy>`;
const header = (name: string, value: string): Sent => ({ headers: { [name]: value } });

describe("an access control list over S3's REST API (S3-4)", () => {
  const taken: readonly (readonly [what: string, sent: Sent])[] = [
    ["private", header("x-amz-acl", "private")],
    ["everything to the bucket's owner", header("x-amz-acl", "bucket-owner-full-control")],
    ["the same as a header", header("x-amz-grant-full-control", `id="${ownerAccountId}"`)],
    ["the same as a body", { body: grant(ownerAccountId, "FULL_CONTROL") }],
  ];
  for (const [what, sent] of taken) {
    it(`is taken where it says what is so anyway: ${what}`, async () => {
      const { send } = client();
      await send("PUT site/k");
      for (const place of ["site", "site/k"]) {
        expect((await send(`PUT ${place}?acl`, sent)).status).to.equal(200);
        expect(elementOf(await send(`GET ${place}?acl`), "ID")).to.deep.equal([ownerAccountId, ownerAccountId]);
      }
    });
  }

  const refused: readonly (readonly [what: string, sent: Sent])[] = [
    ["public-read", header("x-amz-acl", "public-read")],
    ["a grant of reading", header("x-amz-grant-read", `id="${ownerAccountId}"`)],
    ["a grant to somebody else", header("x-amz-grant-full-control", 'id="444455556666"')],
    ["a body that grants somebody else", { body: grant("444455556666", "FULL_CONTROL") }],
    ["a body that leaves the owner less", { body: grant(ownerAccountId, "READ") }],
  ];
  for (const [what, sent] of refused) {
    it(`is refused with ${what}: AccessControlListNotSupported`, async () => {
      const { send } = client();
      await send("PUT site/k");
      for (const place of ["site", "site/k"]) {
        expect(codeOf(await send(`PUT ${place}?acl`, sent))).to.equal("400 AccessControlListNotSupported");
      }
      if (sent.headers !== undefined) {
        expect(codeOf(await send("PUT site/new", sent))).to.equal("400 AccessControlListNotSupported");
      }
    });
  }

  it("is refused where a bucket is made with it, by a code of its own", async () => {
    const { send, s3 } = client();
    const reply = await send("PUT fresh", header("x-amz-acl", "public-read"));
    expect(codeOf(reply)).to.equal("400 InvalidBucketAclWithObjectOwnership");
    expect(s3.bucketNames()).to.deep.equal(["site"]);
    const enforced = { "x-amz-acl": "private", "x-amz-object-ownership": "BucketOwnerEnforced" };
    expect((await send("PUT fresh", { headers: enforced })).status).to.equal(200);
    const writer = header("x-amz-object-ownership", "ObjectWriter");
    expect(codeOf(await send("PUT other", writer))).to.equal("501 NotImplemented");
  });

  it("is nobody's to see but who may, and of objects that are there", async () => {
    const { send } = client();
    for (const line of ["GET site?acl", "PUT site?acl", "GET site/k?acl", "PUT site/k?acl"]) {
      expect(codeOf(await send(line, { caller: alt }))).to.equal("403 AccessDenied");
    }
    expect(codeOf(await send("PUT site/none?acl"))).to.equal("404 NoSuchKey");
    await send("PUT site/k");
    expect(codeOf(await send("GET site/k?acl&versionId=none"))).to.equal("404 NoSuchVersion");
    expect(codeOf(await send("PUT site/k?acl", { body: "<Other/>" }))).to.equal("400 MalformedXML");
  });
});
