import { CodedError } from "../../aws/codedError";
import { Fields, given } from "./fromFields";
import type { PolicyDocument, PolicyStatement } from "./siteModel";

/**
 * A bucket policy from its JSON text. Throws `InvalidArgument` for what is not one, such as a statement with an element
 * and its opposite, or with neither.
 */
export function policyDocumentOf(text: string, path: string): PolicyDocument {
  return documentOf(text, path, (fields) => statementOf(fields));
}

/** A role's trust policy, which is about the role itself: its statements have no resource, and get `*`. Throws as above. */
export function trustPolicyOf(text: string, path: string): PolicyDocument {
  return documentOf(text, path, (fields) => statementOf(fields, { Resource: "*" }));
}

function documentOf(text: string, path: string, map: (fields: Fields) => PolicyStatement): PolicyDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CodedError(
      "InvalidArgument",
      `${path} is not JSON: ${error instanceof Error ? error.message : ""}`,
      path,
    );
  }
  const document = new Fields(value, path);
  const statements = Array.isArray(document.raw("Statement"))
    ? document.list("Statement")
    : [document.child("Statement")];
  return { ...given("Version", document.optionalText("Version")), Statement: statements.map(map) };
}

function statementOf(fields: Fields, { Resource }: Pick<PolicyStatement, "Resource"> = {}): PolicyStatement {
  return {
    ...given("Sid", fields.optionalText("Sid")),
    Effect: fields.oneOf("Effect", ["Allow", "Deny"]),
    ...principalsOf(fields),
    ...eitherOf(fields, "Action"),
    ...(Resource === undefined ? eitherOf(fields, "Resource") : { Resource }),
    ...given("Condition", fields.optional("Condition", conditionOf)),
  };
}

/** An element or its opposite. */
function eitherOf(fields: Fields, name: "Action" | "Resource"): Omit<PolicyStatement, "Effect"> {
  const opposite = `Not${name}` as const;
  if (!fields.has(opposite)) return given(name, oneOrMore(fields, name));
  if (fields.has(name)) throw bothGiven(fields, name);
  return given(opposite, oneOrMore(fields, opposite));
}

function principalsOf(fields: Fields): Pick<PolicyStatement, "Principal" | "NotPrincipal"> {
  if (!fields.has("NotPrincipal")) {
    return given("Principal", fields.has("Principal") ? principalOf(fields, "Principal") : undefined);
  }
  if (fields.has("Principal")) throw bothGiven(fields, "Principal");
  return { NotPrincipal: principalOf(fields, "NotPrincipal") };
}

function bothGiven({ path }: Fields, name: string): CodedError {
  return new CodedError("InvalidArgument", `${path} must have ${name} or Not${name}, got both`, path);
}

function oneOrMore(fields: Fields, name: string): string | readonly string[] {
  return Array.isArray(fields.raw(name)) ? fields.texts(name) : fields.text(name);
}

function principalOf(fields: Fields, name: "Principal" | "NotPrincipal"): NonNullable<PolicyStatement["Principal"]> {
  const raw = fields.raw(name);
  if (raw === "*") return "*";
  const principal = fields.child(name);
  if (typeof raw !== "object" || Array.isArray(raw)) {
    const path = principal.path;
    throw new CodedError(
      "InvalidArgument",
      `${path} must be * or an object such as { "AWS": … }, got ${JSON.stringify(raw)}`,
      path,
    );
  }
  return Object.fromEntries(principal.keys().map((type) => [type, oneOrMore(principal, type)]));
}

function conditionOf(fields: Fields): NonNullable<PolicyStatement["Condition"]> {
  return Object.fromEntries(
    fields.keys().map((operator) => {
      const keys = fields.child(operator);
      return [operator, Object.fromEntries(keys.keys().map((key) => [key, conditionValue(keys, key)]))];
    }),
  );
}

/** IAM takes numbers and booleans for their text. */
function conditionValue(fields: Fields, key: string): string | boolean | readonly string[] {
  const value = fields.raw(key);
  if (typeof value === "boolean") return value;
  if (Array.isArray(value)) return new Fields({ [key]: value.map(asText) }, fields.path).texts(key);
  return new Fields({ [key]: asText(value) }, fields.path).text(key);
}

function asText(value: unknown): unknown {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}
