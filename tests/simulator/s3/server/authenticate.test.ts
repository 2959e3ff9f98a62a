import { expect } from "chai";
import * as fc from "fast-check";
import { authenticate } from "../../../../simulator/s3/server/authenticate";
import { claimOf, timeOf, type Claim } from "../../../../simulator/s3/server/authorization";
import { canonicalQuery, canonicalRequest } from "../../../../simulator/s3/server/canonical";
import { crc32c, crc64nvme } from "../../../../simulator/s3/digests";
import { Refused } from "../../../../simulator/s3/server/refused";
import { endpointOf, targetOf } from "../../../../simulator/s3/server/target";

/** The request that AWS publishes with its signature, and the keys of its documentation. */
const published = {
  id: "AKIAIOSFODNN7EXAMPLE",
  secret: ["wJalrXUtnFEMI", "K7MDENG", "bPxRfiCYEXAMPLEKEY"].join("/"),
  signature: "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  empty: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
};

describe("Signature Version 4", () => {
  const headers = {
    host: "examplebucket.s3.amazonaws.com",
    range: "bytes=0-9",
    "x-amz-content-sha256": published.empty,
    "x-amz-date": "20130524T000000Z",
    authorization: `AWS4-HMAC-SHA256 Credential=${published.id}/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=${published.signature}`,
  };
  const signed = { method: "GET", rawPath: "/test.txt", rawQuery: "", headers, payloadHash: published.empty };
  const known = [{ accessKeyId: published.id, secretAccessKey: published.secret, accountId: "111122223333" }];
  const now = Date.UTC(2013, 4, 24);

  it("takes the signature that AWS publishes as an example", async () => {
    const { accountId } = await authenticate(claim(headers), signed, known, now);
    expect(accountId).to.equal("111122223333");
  });

  for (const [what, change] of Object.entries({
    method: { method: "PUT" },
    path: { rawPath: "/test.tx" },
    query: { rawQuery: "acl" },
    header: { headers: { ...headers, range: "bytes=0-8" } },
    "payload hash": { payloadHash: "UNSIGNED-PAYLOAD" },
  })) {
    it(`refuses it once the ${what} is another`, async () => {
      expect(await codeOf(() => authenticate(claim(headers), { ...signed, ...change }, known, now))).to.equal(
        "SignatureDoesNotMatch",
      );
    });
  }

  it("allows a clock to be wrong by 15 minutes, not by more", async () => {
    await authenticate(claim(headers), signed, known, now + 15 * 60_000);
    for (const wrong of [now + 15 * 60_000 + 1, now - 15 * 60_000 - 1]) {
      expect(await codeOf(() => authenticate(claim(headers), signed, known, wrong))).to.equal("RequestTimeTooSkewed");
    }
  });

  it("throws nothing but S3's refusals for whatever stands in Authorization and the query", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("AWS4-HMAC-SHA256 Credential=a/b/c/s3/aws4_request", "AWS a:b"));
    fc.assert(
      fc.property(text, fc.string(), fc.boolean(), (authorization, query, presigned) => {
        const parameters = new URLSearchParams(presigned ? { "X-Amz-Algorithm": "AWS4-HMAC-SHA256", q: query } : query);
        try {
          claimOf({ authorization, "x-amz-date": "20300101T000000Z" }, parameters);
        } catch (error) {
          expect(error).to.be.instanceOf(Refused);
        }
      }),
    );
  });

  it("puts the query in the order of names, then values, encoded once, without the signature", () => {
    expect(canonicalQuery("b=2&a=%7e&a=%2F&acl&X-Amz-Signature=x&c=a+b")).to.equal("a=%2F&a=~&acl=&b=2&c=a%2Bb");
  });

  it("signs the bytes of a header that is UTF-8, and as UTF-8 one that is Latin-1", () => {
    const claim = claimOf(headers, new URLSearchParams());
    const line = (value: string): string | undefined =>
      claim && canonicalRequest({ ...signed, headers: { ...headers, range: value } }, claim).split("\n")[4];
    for (const wire of ["é 1", Buffer.from("é 1").toString("latin1")]) expect(line(wire)).to.equal("range:é 1");
  });

  it("reads only dates of AWS's form", () => {
    expect(timeOf("20130524T000000Z")).to.equal(now);
    for (const text of ["", "20130524", "2013-05-24T00:00:00Z", "20131324T000000Z"]) expect(timeOf(text)).to.be.NaN;
  });
});

describe("checksums", () => {
  it("have the values of their definitions' check string", () => {
    const check = Buffer.from("123456789");
    expect(crc32c(check)).to.equal(0xe3069283);
    expect(crc64nvme(check)).to.equal(0xae8b14860a799888n);
  });
});

describe("the endpoint of a host name", () => {
  for (const [host, endpoint] of [
    ["127.0.0.1:9000", {}],
    ["localhost:9000", {}],
    ["[::1]:9000", {}],
    ["s3.localhost", {}],
    ["my.bucket.localhost:9000", { bucket: "my.bucket" }],
    ["bucket.s3.localhost", { bucket: "bucket" }],
    ["bucket.s3.eu-west-1.amazonaws.com", { bucket: "bucket", region: "eu-west-1" }],
    ["bucket.s3.amazonaws.com", { bucket: "bucket", region: "us-east-1" }],
    ["s3.us-gov-west-1.amazonaws.com", { region: "us-gov-west-1" }],
    ["iam.amazonaws.com", undefined],
    ["localhost.evil.example", undefined],
    ["evil.example", undefined],
    [undefined, undefined],
  ] as const) {
    it(`${host ?? "that is missing"} is ${JSON.stringify(endpoint)}`, () => {
      expect(endpointOf(host)).to.deep.equal(endpoint);
    });
  }

  it("gives bucket and key from the path, and no key for the bucket's own path", () => {
    expect(targetOf("/b/k%2Fx//y/", {})).to.deep.equal({ bucket: "b", key: "k/x//y/" });
    for (const path of ["/b", "/b/"]) expect(targetOf(path, {})).to.deep.equal({ bucket: "b" });
    expect(targetOf("//a", { bucket: "b" })).to.deep.equal({ bucket: "b", key: "/a" });
    expect(targetOf("/", {})).to.deep.equal({});
    for (const path of ["//a", "/%zz", "/%ff"]) expect(() => targetOf(path, {})).to.throw(Refused);
  });
});

function claim(headers: Record<string, string>): Claim {
  const read = claimOf(headers, new URLSearchParams());
  if (read === undefined) throw new Error("nobody signed");
  return read;
}

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "accepted";
  } catch (error) {
    if (error instanceof Refused) return error.error.code;
    throw error;
  }
}
