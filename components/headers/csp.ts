import { type CspFault, cspFault } from "../../aws/csp";
import { headerValueFault, type HeaderValueFault, maximumCspLength } from "../../aws/headerValues";
import { CodedError } from "../../aws/codedError";
import { entriesOf, fieldsOf } from "../entries";
import { refusal } from "../refusals";
import type { CspDirectiveArgs, SiteHeadersArgs } from "./args";

/** Everything from the site itself, no plugins, no frames. Without upgrade-insecure-requests, so that localhost works. */
const defaultContentSecurityPolicy =
  "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

/** Every field of a directive. */
export const directiveFields = fieldsOf<CspDirectiveArgs>({ name: true, sources: true });

const valueReasons: Record<HeaderValueFault, string> = {
  "not-a-string": "be a plain string",
  empty: "not be empty",
  "line-break": "be one line without a line break",
  "illegal-character": "be printable ASCII",
  "outer-space": "not begin or end with a space",
};

const cspReasons: Record<CspFault["reason"], string> = {
  empty: "have a directive",
  "unknown-directive": "have directives that browsers know; supply one of the names of CSP Level 3 such as script-src",
  duplicate: "name each directive once: browsers ignore the second; supply one with the values of both",
  "no-value": "have values for each directive; supply 'none' where nothing is allowed",
  "unwanted-value": "have no values for this directive; supply its name alone",
  "illegal-value":
    "have values that browsers understand; supply a keyword in quotes, a scheme with its colon or a host",
  "none-not-alone": "have 'none' alone in its directive; supply either it or the others",
};

/** The site's policy: the text, the directives, or the default. @throws CodedError `E_CSP` for both at once. */
export function sitePolicy(args: SiteHeadersArgs): string {
  const { contentSecurityPolicy, contentSecurityPolicyDirectives } = args;
  if (contentSecurityPolicyDirectives === undefined) {
    return cspValue("headers.contentSecurityPolicy", contentSecurityPolicy ?? defaultContentSecurityPolicy);
  }
  const argument = "headers.contentSecurityPolicyDirectives";
  if (contentSecurityPolicy !== undefined) {
    throw refusal("E_CSP", argument, "not come with contentSecurityPolicy", "both", "supply one of the two");
  }
  return cspValue(argument, textOf(argument, contentSecurityPolicyDirectives));
}

/**
 * A policy that can be sent and that browsers read as it is meant.
 *
 * @throws CodedError `E_HEADER_VALUE`, `E_CSP_LENGTH` or `E_CSP`.
 */
export function cspValue(argument: string, value: unknown): string {
  const text = headerValue(argument, value);
  if (text.length > maximumCspLength) {
    throw refusal(
      "E_CSP_LENGTH",
      argument,
      `have at most ${maximumCspLength} characters (RH-4)`,
      text.length,
      "move what only some pages need to headers.pageContentSecurityPolicies",
    );
  }
  const fault = cspFault(text);
  if (fault === undefined) return text;
  const got = [fault.directive, ...(fault.value === undefined ? [] : [fault.value])].join(" ");
  throw new CodedError(
    "E_CSP",
    `${argument} must ${cspReasons[fault.reason]}; got ${got === "" ? "nothing" : got.slice(0, 80)}`,
    argument,
  );
}

/** @throws CodedError `E_HEADER_VALUE` */
export function headerValue(argument: string, value: unknown): string {
  const fault = headerValueFault(value);
  if (fault === undefined && typeof value === "string") return value;
  throw refusal("E_HEADER_VALUE", argument, valueReasons[fault ?? "not-a-string"], value);
}

function textOf(argument: string, directives: CspDirectiveArgs[]): string {
  const given = entriesOf("E_CSP", argument, directives, directiveFields);
  return given.map((directive, index) => directiveText(`${argument}[${index}]`, directive)).join("; ");
}

function directiveText(argument: string, directive: CspDirectiveArgs): string {
  // Code from JavaScript and YAML is not held to the type.
  const { name, sources = [] } = directive as Partial<Record<keyof CspDirectiveArgs, unknown>>;
  if (!Array.isArray(sources)) throw refusal("E_CSP", `${argument}.sources`, "be a list of text", sources);
  const words = [name, ...(sources as readonly unknown[])];
  const wrong = words.find((word) => typeof word !== "string" || !/^[^;,\s]+$/.test(word));
  if (wrong === undefined && name !== undefined) return words.join(" ");
  throw refusal("E_CSP", argument, "have a name and sources that are single words", wrong);
}
