import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CodedError } from "../../aws/codedError";
import { packageRoot } from "../packageRoot";
import type { Answer } from "./api";

/** Only what this server gives out itself; nothing inline, and no text becomes markup or code. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** The page as it is built into `dist/console`. */
export const pageAssets = {
  page: (): Answer => asset("index.html", "text/html; charset=utf-8", { "content-security-policy": policy }),
  script: (): Answer => asset("console.js", "text/javascript; charset=utf-8"),
  style: (): Answer => asset("style.css", "text/css; charset=utf-8"),
};

function asset(name: string, contentType: string, headers: Readonly<Record<string, string>> = {}): Answer {
  const file = join(packageRoot(), "dist", "console", name);
  try {
    return { kind: "body", status: 200, contentType, body: readFileSync(file), headers };
  } catch {
    throw new CodedError("E_FILE", `the console's page must be built by "npm run build", got no ${file}`);
  }
}
