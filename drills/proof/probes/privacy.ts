import type { Edge } from "../../../simulator/cloudfront";
import type { EdgeResponse } from "../../../simulator/cloudfront/exchange";
import { endpointOf } from "../../../simulator/s3/endpoints";
import type { Bucket } from "../../../simulator/model/siteModel";
import { S3 } from "../../../simulator/s3";
import type { Judgement } from "../judge";
import type { CaseResult } from "../result";
import type { CaseRunner } from "../run";
import { keyOf, type ProofBehavior } from "../site";
import { probeCase, probed, type Probe, type ProbeTools } from "./probe";

/** A listing through the edge, and what anybody may read from the buckets themselves. */
export const probePrivacy: Probe = async (tools) => {
  const { behavior, runner, edges, s3 } = tools;
  const one = probeCase(behavior);
  const open = openBuckets(tools);
  const exposed = edges.over(open, "rootless");
  const results: CaseResult[] = [];
  for (const path of ["/", "/?list-type=2", "/?versions"]) {
    const response = await asked(runner, edges.trial, path);
    // Where the site grants a listing to nobody, the mutant's buckets do.
    const controls = [await asked(runner, edges.without("rootless"), path), await asked(runner, exposed, path)];
    const listing: Judgement = {
      promise: "private",
      met: !lists(response),
      expected: "no listing of a bucket",
      because: `GET ${path} shows what the bucket holds: without a default root object it is a request for the bucket itself`,
      rules: ["PL-4", "S3-5"],
      fix: "set defaultRootObject of the distribution, to index.html for instance",
    };
    results.push(probed(one, response, { ...listing, discriminates: controls.some(lists) }));
    const direct = path === "/" ? behavior.paths.both : path;
    const discriminates = !(await readDirectly(behavior, open, direct)).met;
    results.push(probed(one, response, { ...(await readDirectly(behavior, s3, direct)), discriminates }));
  }
  return results;
};

async function asked(runner: CaseRunner, edge: Edge, path: string): Promise<EdgeResponse> {
  edge.invalidate(["/*"]);
  return runner.ask(edge, "GET", path);
}

function lists({ body }: EdgeResponse): boolean {
  return Buffer.from(body).includes("<ListBucketResult");
}

/** The same buckets with everything in them open to everybody: the mutant of privacy. */
function openBuckets({ behavior: { primary, replica, paths }, clock }: ProbeTools): S3 {
  const sides = [primary, replica].filter((side) => side !== undefined);
  const buckets = new Map(sides.map(({ bucket }) => [bucket.name, openly(bucket)]));
  const s3 = new S3({ clock, buckets: [...buckets.values()] });
  for (const side of sides) s3.putObject(side.bucket.name, keyOf(side, paths.both), { body: Buffer.from("open") });
  return s3;
}

function openly({ name, region, versioning }: Bucket): Bucket {
  const arn = `arn:aws:s3:::${name}`;
  return {
    name,
    region,
    versioning,
    publicAccessBlock: {
      blockPublicAcls: false,
      ignorePublicAcls: false,
      blockPublicPolicy: false,
      restrictPublicBuckets: false,
    },
    policy: {
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: ["s3:GetObject", "s3:ListBucket", "s3:ListBucketVersions"],
          Resource: [arn, `${arn}/*`],
        },
      ],
    },
  };
}

/** What somebody without credentials gets from the buckets themselves. */
async function readDirectly({ primary, replica }: ProofBehavior, s3: S3, path: string): Promise<Judgement> {
  const answers: string[] = [];
  for (const side of [primary, replica]) {
    if (side === undefined) continue;
    const { host, id, path: prefix } = side.origin;
    const outcome = await s3.exchange(
      { originId: id, host, method: "GET", path: `${prefix}${path}`, headers: { host }, secure: true },
      { connectTimeoutMs: 1_000, readTimeoutMs: 1_000 },
    );
    // A redirect of a global endpoint tells nothing of what stands there (S3-11).
    if (outcome.kind === "failure" || [403, 307].includes(outcome.response.status)) continue;
    // A bucket that is no website says so to everybody (S3-12).
    if (endpointOf(host)?.kind === "website" && outcome.response.status === 404) continue;
    answers.push(`${host} answers ${outcome.response.status} to a request without credentials`);
  }
  return {
    promise: "private",
    met: answers.length === 0,
    expected: "403 for anybody but the distribution",
    because: answers.join("; "),
    rules: ["S3-4"],
    fix: "grant the origin access identity or this distribution alone in the bucket policy, and block public access",
  };
}
