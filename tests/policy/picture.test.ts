import { expect } from "chai";
import * as fc from "fast-check";
import { identityRegions } from "../../aws/regions";
import { Distribution } from "../../policy/picture/distribution";
import { asBridged } from "../../policy/picture/native";
import { behaviorFor } from "../../policy/picture/route";
import { s3HostOf } from "../../policy/picture/s3Host";
import { NotDecided, unknownMarks, Value } from "../../policy/picture/value";
import { compilePathPattern } from "../../simulator/cloudfront/pathPattern";

const bucketName = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{1,30}[a-z0-9]$/).filter((name) => !name.includes("s3"));
const region = fc.constantFrom(...identityRegions);

describe("the picture of a stack", () => {
  it("tells S3's regional, dual-stack, global and website endpoints apart (S3-11)", () => {
    fc.assert(
      fc.property(bucketName, region, (bucket, place) => {
        for (const host of [`${bucket}.s3.${place}.amazonaws.com`, `${bucket}.s3.dualstack.${place}.amazonaws.com`]) {
          expect(s3HostOf(host.toUpperCase())).to.deep.equal({ kind: "regional", bucket, region: place });
        }
        expect(s3HostOf(`${bucket}.s3.amazonaws.com`)).to.deep.equal({ kind: "global", bucket });
        for (const dash of [".", "-"]) {
          const host = `${bucket}.s3-website${dash}${place}.amazonaws.com`;
          expect(s3HostOf(host)).to.deep.equal({ kind: "website", bucket, region: place });
        }
        expect(s3HostOf(`${bucket}.example.com`)).to.equal(undefined);
      }),
    );
  });

  it("finds the behavior of a path as the edge does, the first that matches before the default (HD-74)", () => {
    const pattern = fc.stringMatching(/^\/?[ab*?./]{1,6}$/);
    const path = fc.stringMatching(/^\/[ab./]{0,8}$/);
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 3 }), path, (patterns, asked) => {
        const distribution = new Distribution({
          urn: "urn",
          type: "aws:cloudfront/distribution:Distribution",
          name: "site",
          props: {
            defaultCacheBehavior: { targetOriginId: "default" },
            orderedCacheBehaviors: patterns.map((pathPattern) => ({ pathPattern })),
          },
          propertyDependencies: {},
        });
        const expected = patterns.find((one) => compilePathPattern(one)(asked));
        const found = behaviorFor(distribution, asked);
        expect(found?.isDefault === true ? undefined : found?.value.at("pathPattern").text).to.equal(expected);
      }),
    );
  });

  it("never gives an unknown value for a known one: reading it throws, and names where it stands", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...unknownMarks),
        fc.array(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1 }),
        (mark, path) => {
          const props = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), mark);
          const value = new Value(props, "site").at(...path);
          expect(value.isKnown).to.equal(false);
          const reads = [() => value.text, () => value.number, () => value.flag, () => value.list, () => value.isGiven];
          for (const read of [...reads, () => value.exists, () => value.raw, () => value.at("below")]) {
            expect(read).to.throw(NotDecided, `${path.join(".")} of site is not known before the update`);
          }
        },
      ),
    );
  });

  it("maps any resource of the native provider without failing, and leaves every other one as it is", () => {
    const types = [
      "aws-native:cloudfront:Distribution",
      "aws-native:cloudfront:CachePolicy",
      "aws-native:s3:Bucket",
      "aws-native:lambda:Function",
    ];
    const names = [
      "distributionConfig",
      "origins",
      "cacheBehaviors",
      "versioningConfiguration",
      "code",
      "ownershipControls",
    ];
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, 1, "text", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"),
        fc.array(tie("any"), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom(...names, "items", "id"), tie("any"), { maxKeys: 3 }),
      ),
    })).any;
    const properties = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...types), properties, (type, props) => {
        const one = { type, props, propertyDependencies: {} };
        expect(asBridged(one).type).not.to.equal(type);
        const other = { ...one, type: "aws:x/y:Z" };
        expect(asBridged(other)).to.equal(other);
      }),
    );
  });
});
