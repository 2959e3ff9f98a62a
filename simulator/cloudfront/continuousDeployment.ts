import { headerValue, type HeaderMap } from "../http";
import type { ContinuousDeploymentPolicy } from "../model/file/continuousDeploymentFile";

/** Which of the two distributions answers. */
export type Side = "production" | "staging";

/** A choice for one request, and the cookie that keeps the viewer to it; absent: sessions do not stick. */
export interface Choice {
  readonly side: Side;
  readonly cookie?: string;
}

/** Sessions stick by a cookie; its name and form at CloudFront are not published, these are this edge's own. */
export const sessionCookie = "aws-cf-cd-session";

/**
 * Which distribution answers a request: by a header of its own, or for a share of the requests (DR-3). `random` gives a
 * number from 0 up to 1 for each request that is weighed. With session stickiness a viewer stays where it is as long as
 * it comes again within the idle TTL, and for the maximum TTL at most.
 */
export function chosenSide(
  { Enabled, TrafficConfig }: ContinuousDeploymentPolicy,
  headers: Readonly<HeaderMap>,
  random: () => number,
  nowMs: number,
): Choice {
  if (!Enabled || TrafficConfig === undefined) return { side: "production" };
  const { Type, SingleHeaderConfig, SingleWeightConfig } = TrafficConfig;
  if (Type === "SingleHeader") {
    const matches =
      SingleHeaderConfig !== undefined &&
      headerValue(headers, SingleHeaderConfig.Header.toLowerCase()) === SingleHeaderConfig.Value;
    return { side: matches ? "staging" : "production" };
  }
  const drawn = (): Side => (random() < (SingleWeightConfig?.Weight ?? 0) ? "staging" : "production");
  const sticky = SingleWeightConfig?.SessionStickinessConfig;
  if (sticky === undefined) return { side: drawn() };
  const session = sessionOf(headers, nowMs, sticky);
  const { side, since } = session ?? { side: drawn(), since: nowMs };
  const attributes = `Max-Age=${sticky.IdleTTL}; Path=/; HttpOnly; Secure`;
  return { side, cookie: `${sessionCookie}=${side}.${since}.${nowMs}; ${attributes}` };
}

/** The session that a viewer is in, unless it is over. */
function sessionOf(
  headers: Readonly<HeaderMap>,
  nowMs: number,
  { IdleTTL, MaximumTTL }: { readonly IdleTTL: number; readonly MaximumTTL: number },
): { readonly side: Side; readonly since: number } | undefined {
  const pattern = new RegExp(`(?:^|;)\\s*${sessionCookie}=(staging|production)\\.(\\d{1,15})\\.(\\d{1,15})\\s*(?:;|$)`);
  const [, side, since, seen] = pattern.exec(headerValue(headers, "cookie") ?? "") ?? [];
  if (side !== "staging" && side !== "production") return undefined;
  const idle = nowMs - Number(seen);
  const age = nowMs - Number(since);
  const holds = idle >= 0 && idle < IdleTTL * 1000 && age >= 0 && age < MaximumTTL * 1000;
  return holds ? { side, since: Number(since) } : undefined;
}

/** The viewer's headers as a distribution sees them: the session is no cookie of the site's. */
export function withoutSession(headers: Readonly<HeaderMap>): Readonly<HeaderMap> {
  const cookies = headerValue(headers, "cookie");
  if (cookies?.includes(sessionCookie) !== true) return headers;
  const { cookie: _cookie, ...rest }: HeaderMap = headers;
  const kept = cookies
    .split(";")
    .map((one) => one.trim())
    .filter((one) => !one.startsWith(`${sessionCookie}=`));
  return kept.length === 0 ? rest : { ...rest, cookie: kept.join("; ") };
}
