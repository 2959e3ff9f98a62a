// Runs in CloudWatch Synthetics, on Node.js without a browser. Asks for a page as a viewer does, and fails when the site
// does not give it, or gives it without the security headers.
const { synthetics } = require("@aws/synthetics-core");

/** What every response of the site carries. */
const expectedHeaders = ["strict-transport-security", "x-content-type-options"];

/** Fails the step by throwing. The body is read to its end: one that breaks off is no page. */
async function judge(response) {
  const status = response.statusCode;
  if (status !== 200) throw new Error(`expected status 200, got ${status}`);
  const missing = expectedHeaders.filter((name) => response.headers[name] === undefined);
  if (missing.length > 0)
    throw new Error(`expected ${expectedHeaders.join(" and ")}, got none of ${missing.join(", ")}`);
  const bytes = await bodyBytes(response);
  if (bytes === 0) throw new Error("expected a page, got an empty body");
}

function bodyBytes(response) {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    response.on("data", (chunk) => {
      bytes += chunk.length;
    });
    response.on("end", () => resolve(bytes));
    response.on("aborted", () => reject(new Error("expected a whole page, got one that broke off")));
    response.on("error", reject);
  });
}

exports.handler = async () => {
  const { protocol, hostname, port, pathname, search } = new URL(process.env.SITE_PATH, process.env.SITE_URL);
  const request = {
    protocol,
    hostname,
    port: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
    path: pathname + search,
    method: "GET",
    headers: { "user-agent": synthetics.getCanaryUserAgentString() },
  };
  await synthetics.executeHttpStep(`get ${process.env.SITE_PATH}`, request, judge, {
    includeRequestHeaders: true,
    includeResponseHeaders: true,
  });
};
