import { type DistributionRule, each, violation } from "./rule";

export const rule: DistributionRule = {
  id: "HA-FO-08",
  title: "No custom error response turns 403 or 5xx into 200",
  level: "mandatory",
  severity: "high",
  on: "distribution",
  what:
    "A custom error response for 403, 500, 502, 503 or 504 may show a page; its `responseCode` must not be 200. 404 may " +
    "become 200, as single-page applications do.",
  why:
    "When both members fail, viewers, crawlers and monitors get 200 with an error page. The outage is measured by nothing, " +
    "search engines index the page, and browsers keep it. A 403 turned into 200 hides a bucket policy that denies " +
    "CloudFront everything.",
  remediation: "Leave responseCode out, or set it to the code itself.",
  failing: '{ errorCode: 503, responsePagePath: "/sorry.html", responseCode: 200 }',
  passing: '{ errorCode: 503, responsePagePath: "/sorry.html", responseCode: 503 }',
  check: (distribution) =>
    each(
      distribution.urn,
      () => distribution.value.at("customErrorResponses").list,
      (response) => {
        const code = response.at("errorCode").number ?? 0;
        if (response.at("responseCode").number !== 200 || (code !== 403 && code < 500)) return [];
        return [
          violation(
            distribution.urn,
            `the custom error response for ${code} must not become 200, which tells viewers, caches and monitors that all is ` +
              `well; leave responseCode out or supply ${code}`,
          ),
        ];
      },
    ),
};
