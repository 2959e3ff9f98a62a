import { ttlSecondsRange } from "../../aws/cacheLimits";
import { CodedError } from "../../aws/codedError";
import { errorPageCodes } from "../../aws/errorPageCodes";
import { pagePathFault } from "../../aws/pagePaths";
import { entriesOf, fieldsOf } from "../entries";
import { integer, pathReasons, refusal } from "../refusals";
import type { DistributionOptionArgs } from "./args";
import type { ErrorPageArgs } from "./errorPageArgs";

/** Seconds that a page of a 5xx is cached at least, at most. */
const maximumOutageTtlSeconds = 60;

/** Every field of an error page. */
export const errorPageFields = fieldsOf<ErrorPageArgs>({
  statusCode: true,
  path: true,
  errorCachingMinTtlSeconds: true,
});

/** What CloudFront does with one error that remains after failover. */
export interface ErrorResponse {
  readonly statusCode: number;
  /** The page; absent for CloudFront's own. */
  readonly path?: string;
  readonly errorCachingMinTtlSeconds: number;
}

/**
 * One entry per status, always with one for 404.
 *
 * @throws CodedError `E_ERROR_PAGE`, `E_PAGE_PATH` or `E_ARGUMENT`
 */
export function resolveErrorResponses(args: DistributionOptionArgs): readonly ErrorResponse[] {
  const ttl = minTtl("errorCachingMinTtlSeconds", args.errorCachingMinTtlSeconds, 10);
  const pages = entriesOf("E_ERROR_PAGE", "errorPages", args.errorPages, errorPageFields);
  const listed = pages.map((page, index): ErrorResponse => {
    const argument = `errorPages[${index}]`;
    const code = statusCode(`${argument}.statusCode`, page.statusCode);
    const path = pagePath(`${argument}.path`, page.path);
    const own = `${argument}.errorCachingMinTtlSeconds`;
    const seconds = minTtl(own, page.errorCachingMinTtlSeconds, ttl);
    judgeOutageTtl(page.errorCachingMinTtlSeconds === undefined ? "errorCachingMinTtlSeconds" : own, code, seconds);
    return { statusCode: code, path, errorCachingMinTtlSeconds: seconds };
  });
  const errorPage = args.errorPage === undefined ? undefined : pagePath("errorPage", args.errorPage);
  const codes = [...listed.map(({ statusCode: code }) => code), ...(errorPage === undefined ? [] : [404])];
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) {
    throw new CodedError(
      "E_ERROR_PAGE",
      `errorPages must hold each status once, got ${twice} twice` +
        (errorPage !== undefined && twice === 404
          ? "; errorPage is short for the entry of 404: supply one of them"
          : ""),
      "errorPages",
    );
  }
  if (listed.some(({ statusCode: code }) => code === 404)) return listed;
  const short = { statusCode: 404, errorCachingMinTtlSeconds: ttl };
  return [errorPage === undefined ? short : { ...short, path: errorPage }, ...listed];
}

function statusCode(argument: string, value: unknown): number {
  const found = errorPageCodes.find((code) => code === value);
  if (found !== undefined) return found;
  throw refusal("E_ERROR_PAGE", argument, `be one of ${errorPageCodes.join(", ")} (CE-2)`, value);
}

function pagePath(argument: string, path: unknown): string {
  const fault = pagePathFault(path);
  if (fault === undefined && typeof path === "string") return path;
  const takes = pathReasons[fault ?? "not-a-string"];
  throw refusal("E_PAGE_PATH", argument, takes, path, "supply a path such as /404.html");
}

/** A 5xx is both members' failure, which may be brief: its page must not outlive the recovery by much. */
function judgeOutageTtl(argument: string, code: number, seconds: number): void {
  if (code < 500 || seconds <= maximumOutageTtlSeconds) return;
  const reason = "while an error is cached neither member is asked (CA-13): it would outlive the recovery";
  const takes = `be at most ${maximumOutageTtlSeconds} for the page of a ${code}`;
  throw refusal("E_ERROR_PAGE", argument, takes, seconds, reason);
}

function minTtl(argument: string, value: unknown, fallback: number): number {
  return integer("E_ARGUMENT", argument, value, { ...ttlSecondsRange, default: fallback, rule: "CA-13" });
}
