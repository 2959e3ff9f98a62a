import type { AssignmentExpression, CallExpression, Expression, Literal, Node, ObjectExpression, Program } from "acorn";
import { ancestor } from "acorn-walk";
import { addAnswer, isAnswer } from "./answers";
import { leastBytes } from "./bytes";
import type { Found, Place } from "./facts";
import { keyOf, membersOf, type Names, pathOf } from "./names";
import { isSecret } from "./secrets";
import type { SourceFile } from "./sources";

/** Reads one file of a function, and adds what it shows. */
export function addFacts(found: Found, { name, program }: SourceFile, names: Names): void {
  const at = ({ loc }: Node): Place => ({ line: loc?.start.line ?? 0, ...(name === undefined ? {} : { file: name }) });
  const state = moduleState(program);
  ancestor(program, {
    Literal: (node) => {
      if (typeof node.value !== "string") return;
      found.texts.add(node.value.toLowerCase());
      if (isSecret(node.value)) found.secrets.push(at(node));
    },
    AssignmentExpression: (node, _state, ancestors) => {
      const isCounted = node.operator !== "=" && node.left.type === "Identifier" && state.has(node.left.name);
      if (isCounted && ancestors.some(isFunction)) found.unequalRuns.push(at(node));
      assigned(found, node, at(node), names);
    },
    UpdateExpression: (node, _state, ancestors) => {
      const counter = node.argument.type === "Identifier" ? node.argument.name : "";
      if (state.has(counter) && ancestors.some(isFunction)) found.unequalRuns.push(at(node));
    },
    UnaryExpression: (node) => {
      if (node.operator === "delete") removed(found, pathOf(node.argument, names), at(node));
    },
    ObjectExpression: (node, _state, ancestors) => {
      if (isAnswer(node, ancestors)) addAnswer(found, node, at, names);
    },
    CallExpression: (node) => {
      called(found, node, at(node), names);
    },
    NewExpression: (node) => {
      if (node.callee.type === "Identifier" && node.callee.name === "Function") found.evals.push(at(node));
    },
  });
}

function assigned(found: Found, { left, right }: AssignmentExpression, place: Place, names: Names): void {
  const path = pathOf(left, names);
  written(found, path, place);
  if (path.at(-1) === "headers" && path.length > 1 && !path.includes("request")) replacedHeaders(found, right, place);
  if (isNothing(right)) removed(found, path, place);
  else if (headerOf(path) !== undefined) found.headers.push({ name: headerOf(path) ?? "", does: "set", place });
  // Of a request it is `body.data` that can be another one (LE-18).
  if (!isBody(path) && !(path.at(-1) === "data" && isBody(path.slice(0, -1)))) return;
  if (isBody(path)) found.bodies.push(place);
  found.bodySizes.push({ bytes: leastBytes(right, names), place });
}

function written(found: Found, path: readonly string[], place: Place): void {
  if (changesOrigin(path)) found.originChanges.push(place);
}

function isBody(path: readonly string[]): boolean {
  return path.at(-1) === "body" && path.length > 1;
}

/** Other headers in the place of all: those that are not named are gone. */
function replacedHeaders(found: Found, right: Expression, place: Place): void {
  if (right.type !== "ObjectExpression") return;
  const keys = right.properties.map((one) => (one.type === "Property" ? keyOf(one.key, one.computed) : "..."));
  for (const key of keys)
    if (key !== "..." && key !== "") found.headers.push({ name: key.toLowerCase(), does: "set", place });
  if (!keys.some((key) => key === "..." || key.toLowerCase() === "content-type")) found.contentTypeRemovals.push(place);
}

function removed(found: Found, path: readonly string[], place: Place): void {
  const last = path.at(-1)?.toLowerCase();
  if (last === "content-type") found.contentTypeRemovals.push(place);
  if (path.length > 2 && path.at(-2) === "headers" && last !== undefined) {
    found.headers.push({ name: last, does: "remove", place });
  }
}

/** The header that a path writes: `headers.host`, `headers.host[0].value`. */
function headerOf(path: readonly string[]): string | undefined {
  const at = path.lastIndexOf("headers");
  const name = at > 0 ? path[at + 1]?.toLowerCase() : undefined;
  return name === "" ? undefined : name;
}

function called(found: Found, node: CallExpression, place: Place, names: Names): void {
  const path = membersOf(node.callee);
  const name = path.at(-1) ?? "";
  const whole = path.join(".");
  if (name === "eval" && path.length === 1) found.evals.push(place);
  if (whole === "Math.random" || /^crypto\.random/.test(whole) || name === "randomUUID") found.unequalRuns.push(place);
  if (name === "updateRequestOrigin" || name === "selectRequestOriginById") found.originUpdates.push(place);
  if (name === "createRequestOriginGroup") found.originGroups.push({ place, codes: codesIn(node) });
  if (whole === "fetch" || /^https?\.(?:get|request)$/.test(whole) || name === "send") found.untimedCalls.push(place);
  if (whole === "Object.assign") {
    const [target, ...sources] = node.arguments;
    const path = target === undefined ? [] : pathOf(target, names);
    for (const source of sources) {
      const keys = source.type === "ObjectExpression" ? keysOf(source) : [""];
      for (const key of keys) assignedKey(found, [...path, key], place);
    }
  }
}

function assignedKey(found: Found, path: readonly string[], place: Place): void {
  if (path.length < 2) return;
  written(found, path, place);
  if (isBody(path)) found.bodies.push(place);
  const name = headerOf(path);
  if (name !== undefined) found.headers.push({ name, does: "set", place });
}

function keysOf(node: ObjectExpression): readonly string[] {
  return node.properties.flatMap((one) => (one.type === "Property" ? [keyOf(one.key, one.computed)] : []));
}

/** The numbers of the property `statusCodes` in the arguments. */
function codesIn(node: CallExpression): readonly number[] {
  const codes: number[] = [];
  for (const argument of node.arguments) {
    if (argument.type !== "ObjectExpression") continue;
    ancestor(argument, {
      Literal: ({ value }: Literal) => {
        if (typeof value === "number" && value >= 400) codes.push(value);
      },
    });
  }
  return codes;
}

/** Variables of the whole file that can be changed: they outlive a call. */
function moduleState(program: Program): ReadonlySet<string> {
  return new Set(
    program.body
      .flatMap((statement) =>
        statement.type === "VariableDeclaration" && statement.kind !== "const" ? statement.declarations : [],
      )
      .flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : [])),
  );
}

function changesOrigin(path: readonly string[]): boolean {
  const lower = path.map((name) => name.toLowerCase());
  const isOrigin = lower.some((name, index) => index > 0 && name === "origin" && lower[index - 1] !== "headers");
  return headerOf(lower) === "host" || isOrigin || lower.includes("customheaders");
}

function isNothing(node: Expression): boolean {
  return (node.type === "Identifier" && node.name === "undefined") || (node.type === "Literal" && node.value === null);
}

function isFunction({ type }: Node): boolean {
  return type === "FunctionDeclaration" || type === "FunctionExpression" || type === "ArrowFunctionExpression";
}
