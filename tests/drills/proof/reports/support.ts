import type { Finding, MatrixCase, Proof, PromiseSummary } from "../../../../drills/proof";
import { casesOf } from "../../../../drills/proof/matrix";
import { promiseNames, promises } from "../../../../drills/proof/promises";
import type { LogRecord } from "../../../../simulator/cloudfront/exchange";

/** The parts of a log record that reports show, and nothing in the rest. */
export const evidence: LogRecord = {
  ...{
    timestamp: 0,
    id: "id",
    "c-ip": "127.0.0.1",
    "c-country": "",
    "cs-method": "GET",
    "cs-host": "d.cloudfront.net",
  },
  ...{ "cs-uri-stem": "/a.html", "cs-uri-query": "", "cs-headers": {}, "cs-bytes": 0, "cs-protocol": "https" },
  ...{ "cs-protocol-version": "HTTP/2.0", "sc-status": 502, "sc-bytes": 0, "sc-content-type": "" },
  ...{ "x-edge-location": "FRA56-P1", "x-edge-result-type": "Error", "x-edge-response-result-type": "Error" },
  ...{ "x-edge-detailed-result-type": "Error", "cache-behavior-path-pattern": "*", "time-taken-ms": 0 },
  ...{ "time-to-first-byte-ms": 0, "r-host": "", "r-status": 0, "sr-reason": "" },
  exchanges: [{ origin: "primary", attempt: 1, startMs: 0, endMs: 2_000, failure: "connection-timeout" }],
  functions: [],
};

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    promise: "failover",
    case: { behavior: "*", method: "GET", object: "both", fault: "down", struck: "primary", cache: "cold" },
    expected: "200 with the bytes that were written",
    got: "502 Error",
    because: "GET got status 502 with down on the primary",
    rules: ["FO-11"],
    fix: "list 503",
    evidence,
    ...more,
  };
}

export function matrixCase(more: Partial<MatrixCase> = {}): MatrixCase {
  return {
    ...{ behavior: "*", method: "GET", object: "both", struck: "primary", fault: "down", cache: "cold", standsFor: 1 },
    ...{ state: "passed", judged: ["failover", "security-headers"], status: 200, resultType: "Miss", delayMs: 0 },
    exchanges: [],
    ...more,
  };
}

/** All of a matrix, its cases judged by what a GET is judged by. */
export const wholeMatrix: readonly MatrixCase[] = casesOf("*").map((one) => matrixCase(one));

/** A promise's line; it holds unless another verdict is given. */
export function summary(promise: PromiseSummary["promise"], more: Partial<PromiseSummary> = {}): PromiseSummary {
  return { promise, text: promises[promise], cases: 10, failed: 0, discriminating: 2, verdict: "passed", ...more };
}

/** A proof that passed, but for what is named. */
export function proof(more: Partial<Proof> = {}): Proof {
  return {
    verdict: "passed",
    cases: { total: 10, passed: 8, failed: 0, vacuous: 0, outside: 2, standFor: 1_234 },
    promises: promiseNames.map((name) => summary(name)),
    switches: [],
    worstCaseDelayMs: { "connection-timeout": 2_000 },
    delays: [{ failure: "connection-timeout", worstMs: 2_000, typicalMs: 2_000, because: "1 × 2 = 2 s (FO-T1)" }],
    outage: [
      { failure: "connection-timeout", pages: 5, cachedShare: 0, misses: 5, worstMs: 10_000, ends: "page" },
      { failure: "connection-timeout", pages: 5, cachedShare: 0.8, misses: 1, worstMs: 2_000, ends: "page" },
    ],
    findings: [],
    outside: [],
    ownAnswers: [],
    unproved: [],
    matrix: [matrixCase()],
    requests: 40,
    durationMs: 1_500,
    ...more,
  };
}

/** One that failed on failover. */
export function failedProof(more: Partial<Proof> = {}): Proof {
  return proof({
    verdict: "failed",
    promises: promiseNames.map((name) =>
      summary(name, name === "failover" ? { verdict: "failed", failed: 1, discriminating: 0 } : {}),
    ),
    findings: [finding()],
    matrix: [matrixCase({ state: "failed", status: 502, resultType: "Error" })],
    ...more,
  });
}
