import { expect } from "chai";
import { bucket, noBlock, policyOf } from "../support";
import { alt, anonymous, client, codeOf, elementOf, header } from "./support";
import { ask, identity, readPolicy } from "../support";

const pays = { "x-amz-request-payer": "requester" };
const payer = (who: string): { readonly body: string } => ({
  body: `<RequestPaymentConfiguration><Payer>${who}</Payer></RequestPaymentConfiguration>`,
});
const open = policyOf({
  Effect: "Allow",
  Principal: "*",
  Action: ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
  Resource: ["arn:aws:s3:::site", "arn:aws:s3:::site/*"],
});

describe("who pays for requests, over S3's REST API (RP-14)", () => {
  const site = (policy = open) => client([bucket("site", "us-east-1", { policy, publicAccessBlock: noBlock })]);

  it("is the bucket's owner until he says otherwise", async () => {
    const { send } = site();
    const told = async (): Promise<readonly string[]> => elementOf(await send("GET site?requestPayment"), "Payer");
    expect(await told()).to.deep.equal(["BucketOwner"]);
    expect(codeOf(await send("PUT site?requestPayment", payer("Requester")))).to.equal("200");
    expect(await told()).to.deep.equal(["Requester"]);
    await send("PUT site?requestPayment", payer("BucketOwner"));
    expect(await told()).to.deep.equal(["BucketOwner"]);
    expect(codeOf(await send("PUT site?requestPayment", payer("Nobody")))).to.equal("400 MalformedXML");
    expect(codeOf(await send("PUT site?requestPayment", { ...payer("Requester"), caller: alt }))).to.equal(
      "403 AccessDenied",
    );
  });

  it("is then whoever asks, if he says that he will, and nobody without a name", async () => {
    const { send } = site();
    await send("PUT site/k", { body: "1" });
    await send("PUT site?requestPayment", payer("Requester"));
    for (const line of ["GET site/k", "HEAD site/k", "GET site", "PUT site/other"]) {
      expect((await send(line, { caller: alt })).status, line).to.equal(403);
      const paid = await send(line, { caller: alt, headers: pays });
      expect([paid.status, header(paid, "x-amz-request-charged")], line).to.deep.equal([200, "requester"]);
      expect((await send(line, { caller: anonymous, headers: pays })).status, line).to.equal(403);
      const owner = await send(line);
      expect([owner.status, header(owner, "x-amz-request-charged")], line).to.deep.equal([200, undefined]);
    }
    await send("PUT site?requestPayment", payer("BucketOwner"));
    expect((await send("GET site/k", { caller: anonymous })).status).to.equal(200);
  });

  it("keeps CloudFront's identity out, which is not the owner, unless the origin's headers say so", async () => {
    const { s3, send } = site(readPolicy("site"));
    await send("PUT site/k", { body: "1" });
    await send("PUT site?requestPayment", payer("Requester"));
    expect((await ask(s3, "/k", { principal: identity })).status).to.equal(403);
    expect((await ask(s3, "/k", { principal: identity, headers: pays })).status).to.equal(200);
  });

  it("fails a replication to another account's bucket, and none within the account", async () => {
    const replicated = async (caller: typeof alt | undefined): Promise<string | undefined> => {
      const { s3, send, clock } = client([bucket("site", "us-east-1")]);
      const sent = caller === undefined ? {} : { caller };
      await send("PUT copy", sent);
      s3.putBucketVersioning("copy", "Enabled");
      const Statement = [{ Effect: "Allow", Principal: "*", Action: "s3:Replicate*", Resource: "arn:aws:s3:::copy/*" }];
      await send("DELETE copy?publicAccessBlock", sent);
      await send("PUT copy?policy", { ...sent, body: JSON.stringify({ Statement }) });
      s3.putBucketReplication("site", {
        role: "r",
        rules: [
          {
            id: "1",
            enabled: true,
            priority: 1,
            prefix: "",
            deleteMarkers: false,
            destinationBucketArn: "arn:aws:s3:::copy",
          },
        ],
      });
      const statusOf = async (key: string): Promise<string | undefined> => {
        await send(`PUT site/${key}`, { body: "1" });
        await clock.advance(1000);
        return s3.headObject("site", key)?.replicationStatus;
      };
      expect(await statusOf("before")).to.equal("COMPLETED");
      await send("PUT copy?requestPayment", { ...sent, ...payer("Requester") });
      return statusOf("after");
    };
    expect(await replicated(alt)).to.equal("FAILED");
    expect(await replicated(undefined)).to.equal("COMPLETED");
  });
});
