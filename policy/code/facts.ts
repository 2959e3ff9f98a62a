import * as acorn from "acorn";
import { ancestor } from "acorn-walk";

/** What a reading of a piece of edge code finds, with the lines where. Left out: what is not there. */
export interface CodeFacts {
  /** Assignments to a body, or an answer with one. */
  readonly bodies: readonly number[];
  /** Removals of the header content-type. */
  readonly contentTypeRemovals: readonly number[];
  /** Changes of the request's origin, host or an origin's custom headers. */
  readonly originChanges: readonly number[];
  /** Calls of chance, and counters that outlive a call. */
  readonly unequalRuns: readonly number[];
  /** Calls of `cf.updateRequestOrigin` and of the like. */
  readonly originUpdates: readonly number[];
  /** Calls of `cf.createRequestOriginGroup` with the codes that stand there as numbers. */
  readonly originGroups: readonly { readonly line: number; readonly codes: readonly number[] }[];
  readonly evals: readonly number[];
  /** Requests over the network without a timeout anywhere in the code. */
  readonly untimedCalls: readonly number[];
  /** Texts that look like keys or passwords. */
  readonly secrets: readonly number[];
  /** Names of headers that the code has as texts, in lower case. */
  readonly texts: ReadonlySet<string>;
}

type Lists = Omit<CodeFacts, "texts">;
type Found = { readonly [K in keyof Lists]: Lists[K][number][] } & { readonly texts: Set<string> };

/** What the text of a function shows; undefined for a text that is no JavaScript. */
export function codeFacts(text: string): CodeFacts | undefined {
  const program = parsed(text);
  if (program === undefined) return undefined;
  const found: Found = {
    bodies: [],
    contentTypeRemovals: [],
    originChanges: [],
    unequalRuns: [],
    originUpdates: [],
    originGroups: [],
    evals: [],
    untimedCalls: [],
    secrets: [],
    texts: new Set(),
  };
  const state = moduleState(program);
  const network: number[] = [];
  ancestor(program, {
    Literal: (node) => {
      if (typeof node.value !== "string") return;
      found.texts.add(node.value.toLowerCase());
      if (isSecret(node.value)) found.secrets.push(lineOf(node));
    },
    AssignmentExpression: (node) => {
      const path = pathOf(node.left);
      if (path.at(-1) === "body" && path.length > 1) found.bodies.push(lineOf(node));
      if (changesOrigin(path)) found.originChanges.push(lineOf(node));
      if (isContentType(path) && isNothing(node.right)) found.contentTypeRemovals.push(lineOf(node));
    },
    UpdateExpression: (node, _state, ancestors) => {
      const name = node.argument.type === "Identifier" ? node.argument.name : "";
      if (state.has(name) && ancestors.some(isFunction)) found.unequalRuns.push(lineOf(node));
    },
    UnaryExpression: (node) => {
      if (node.operator === "delete" && isContentType(pathOf(node.argument)))
        found.contentTypeRemovals.push(lineOf(node));
    },
    ReturnStatement: (node) => {
      const names = node.argument?.type === "ObjectExpression" ? keysOf(node.argument) : [];
      if (names.includes("body") && names.some((name) => name === "status" || name === "statusCode")) {
        found.bodies.push(lineOf(node));
      }
    },
    CallExpression: (node) => {
      call(node, found, network);
    },
    NewExpression: (node) => {
      if (node.callee.type === "Identifier" && node.callee.name === "Function") found.evals.push(lineOf(node));
    },
  });
  if (!/timeout|AbortSignal|AbortController|setTimeout/i.test(text)) found.untimedCalls.push(...network);
  return found;
}

function call(node: acorn.CallExpression, found: Found, network: number[]): void {
  const path = node.callee.type === "Identifier" ? [node.callee.name] : pathOf(node.callee);
  const name = path.at(-1) ?? "";
  const whole = path.join(".");
  const line = lineOf(node);
  if (name === "eval" && path.length === 1) found.evals.push(line);
  if (whole === "Math.random" || /^crypto\.random/.test(whole) || name === "randomUUID") found.unequalRuns.push(line);
  if (name === "updateRequestOrigin" || name === "selectRequestOriginById") found.originUpdates.push(line);
  if (name === "createRequestOriginGroup") found.originGroups.push({ line, codes: codesIn(node) });
  if (whole === "fetch" || /^https?\.(?:get|request)$/.test(whole) || name === "send") network.push(line);
}

/** The numbers of the property `statusCodes` in the arguments. */
function codesIn(node: acorn.CallExpression): readonly number[] {
  const codes: number[] = [];
  for (const argument of node.arguments) {
    if (argument.type !== "ObjectExpression") continue;
    ancestor(argument, {
      Literal: (literal) => {
        if (typeof literal.value === "number" && literal.value >= 400) codes.push(literal.value);
      },
    });
  }
  return codes;
}

function parsed(text: string): acorn.Program | undefined {
  for (const sourceType of ["module", "script"] as const) {
    try {
      return acorn.parse(text, { ecmaVersion: "latest", sourceType, locations: true, allowHashBang: true });
    } catch {
      // The next kind, or none: HA-EDGE-01 says that it cannot be read.
    }
  }
  return undefined;
}

/** Variables of the whole file that can be changed: they outlive a call. */
function moduleState(program: acorn.Program): ReadonlySet<string> {
  return new Set(
    program.body
      .flatMap((statement) =>
        statement.type === "VariableDeclaration" && statement.kind !== "const" ? statement.declarations : [],
      )
      .flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : [])),
  );
}

/** The names of a member expression: `request.headers["host"]` is request, headers, host. */
function pathOf(node: acorn.Node): readonly string[] {
  const { type } = node;
  if (type === "Identifier") return [(node as acorn.Identifier).name];
  if (type === "ChainExpression") return pathOf((node as acorn.ChainExpression).expression);
  if (type !== "MemberExpression") return [""];
  const { object, property, computed } = node as acorn.MemberExpression;
  const name =
    property.type === "Identifier" && !computed
      ? property.name
      : property.type === "Literal" && typeof property.value === "string"
        ? property.value
        : "";
  return [...pathOf(object), name];
}

function changesOrigin(path: readonly string[]): boolean {
  if (path.length < 2) return false;
  const lower = path.map((name) => name.toLowerCase());
  const headers = lower.lastIndexOf("headers");
  const setsHost = headers > 0 && lower[headers + 1] === "host";
  return setsHost || lower.slice(1).includes("origin") || lower.includes("customheaders");
}

function isContentType(path: readonly string[]): boolean {
  return path.at(-1)?.toLowerCase() === "content-type";
}

function isNothing(node: acorn.Expression): boolean {
  return (node.type === "Identifier" && node.name === "undefined") || (node.type === "Literal" && node.value === null);
}

function keysOf(node: acorn.ObjectExpression): readonly string[] {
  return node.properties.flatMap((property) =>
    property.type === "Property"
      ? property.key.type === "Identifier"
        ? [property.key.name]
        : property.key.type === "Literal"
          ? [String(property.key.value)]
          : []
      : [],
  );
}

function isFunction({ type }: acorn.Node): boolean {
  return type === "FunctionDeclaration" || type === "FunctionExpression" || type === "ArrowFunctionExpression";
}

function isSecret(text: string): boolean {
  return (
    /(?:^|[^A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/.test(text) ||
    text.includes("-----BEGIN ") ||
    /^(?:Basic|Bearer) [A-Za-z0-9+/=._-]{12,}$/.test(text) ||
    /^(?:ghp|gho|sk|xox[bp])[_-][A-Za-z0-9_-]{20,}$/.test(text)
  );
}

function lineOf(node: acorn.Node): number {
  return node.loc?.start.line ?? 0;
}
