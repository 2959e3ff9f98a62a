import { prove, type Proof } from "../../../drills/proof";
import { toItems } from "../../../simulator/model/distributionConfig";
import type { SiteModel } from "../../../simulator/model/siteModel";
import { content, drillModel, type DrillSiteSettings } from "../../support/drillSite";

const policyId = "11111111-2222-3333-4444-555555555555";

/** The security headers, as the API has them. */
const responseHeadersPolicies: SiteModel["responseHeadersPolicies"] = [
  {
    Id: policyId,
    Name: "security",
    SecurityHeadersConfig: {
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
      ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'self'", Override: true },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: "DENY", Override: true },
      ReferrerPolicy: { ReferrerPolicy: "no-referrer", Override: true },
    },
  },
];

const methods = { ...toItems(["GET", "HEAD", "OPTIONS"]), CachedMethods: toItems(["GET", "HEAD", "OPTIONS"]) };

/** A site that keeps every promise, but for what is named. */
export function site({ behavior, config, ...settings }: DrillSiteSettings = {}): SiteModel {
  return drillModel({
    ...settings,
    behavior: { AllowedMethods: methods, ResponseHeadersPolicyId: policyId, ...behavior },
    config: {
      CustomErrorResponses: toItems([
        { ErrorCode: 404, ResponsePagePath: "/404.html", ResponseCode: "404", ErrorCachingMinTTL: 10 },
      ]),
      ...config,
    },
    model: { responseHeadersPolicies, ...settings.model },
  });
}

/** The site keeps CloudFront's own timeouts, within which no budget of theirs is. */
export const proved = (model: SiteModel): Promise<Proof> => prove(model, { content, budgetSeconds: 120 });

export const verdicts = ({ promises }: Proof): Record<string, string> =>
  Object.fromEntries(promises.map(({ promise, verdict }) => [promise, verdict]));

export const fixes = (proof: Proof, promise: string): readonly string[] => [
  ...new Set(proof.findings.filter((one) => one.promise === promise).map(({ fix }) => fix)),
];
