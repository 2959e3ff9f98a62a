import { worstCaseOf } from "../drills/worstCase";
import type { DrillReport, DrillTarget } from "../drills";
import { bucketOfOrigin } from "../simulator/model/members";

/** The site in the words of the ready line and of `GET /api/site`. */
export function describeSite(target: DrillTarget, drill: DrillReport | undefined): Record<string, unknown> {
  const { members, model, distribution } = target;
  return {
    distribution: distribution.id,
    domainName: distribution.domainName,
    buckets: model.buckets.map(({ name, region }) => ({ name, region })),
    members: [members.primary, ...(members.replica === undefined ? [] : [members.replica])].map((origin) => {
      const bucket = bucketOfOrigin(model, origin);
      return {
        origin: origin.Id,
        domainName: origin.DomainName,
        ...(bucket === undefined ? {} : { region: bucket.region, bucket: bucket.name }),
      };
    }),
    originGroup: members.group ?? null,
    worstCaseDelayMs: worstCaseOf(members) ?? null,
    drill:
      drill === undefined
        ? null
        : { experiment: drill.experiment.title, verdict: drill.verdict, reasons: drill.reasons },
  };
}

/** As many as a reader of the console would ever pick from. */
const maximumPages = 200;

/** The addresses of the published pages; \`index.html\` is what the root stands for where the distribution says so (PL-4). */
export function pagesOf({ manifest, distribution }: DrillTarget): readonly string[] {
  const root = distribution.config.DefaultRootObject ?? "";
  const pages = [...manifest.keys()].filter((key) => /\.html?$/.test(key));
  const paths = pages.map((key) => (key === root ? "/" : `/${key.split("/").map(encodeURIComponent).join("/")}`));
  return paths.sort((a, b) => a.localeCompare(b, "en")).slice(0, maximumPages);
}
