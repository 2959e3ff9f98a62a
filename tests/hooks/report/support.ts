import type { HookInput, HookVerdict, Rewrite } from "../../../hooks";

/** What a plain request is, as the examiner reports it. */
export const plainInput: HookInput = {
  method: "GET",
  uri: "/index.html",
  querystring: "",
  requestHeaders: {},
  responseHeaders: {},
  dependencies: "work",
};

/** A change of one status on a plain request. */
export function rewrite(from: number, to: number, more: Partial<Rewrite> = {}): Rewrite {
  return { from, to, input: plainInput, ...more };
}

/** A clean verdict on a Lambda@Edge function, with what differs. */
export function verdict(more: Partial<HookVerdict> = {}): HookVerdict {
  return {
    file: "hook.js",
    entry: "handler",
    event: "origin-response",
    runtime: "lambda",
    verdict: "keeps-status",
    rewrites: [],
    throwsOn: [],
    disablesFailoverOn: [],
    forcesFailoverOn: [],
    reasons: [],
    coverage: { branches: 2, reached: 2, unreached: [] },
    ...more,
  };
}

/** The hook that the tables report on. */
export const source = {
  name: "hook.js",
  text: [
    "exports.handler = async (event) => {",
    "  const { response } = event.Records[0].cf;",
    '  if (Number(response.status) >= 500) response.status = "200";',
    "  return response;",
    "};",
    "",
  ].join("\n"),
};

/** The verdict on it. */
export const masking = verdict({
  verdict: "rewrites-status",
  rewrites: [500, 501, 502, 503, 504].map((from) => rewrite(from, 200, { line: 3 })),
  disablesFailoverOn: [500, 502, 503, 504],
});
