import type { AnyNode, Node } from "acorn";
import { childrenOf } from "../source/parse";

const maximumWords = 60;
const maximumKeys = 12;

/** Names of the code that a parameter or a cookie could have: its short strings and what it reads of objects. */
export function wordsOf(program: Node): string[] {
  const words = new Set<string>();
  const visit = (node: Node): void => {
    const one = node as AnyNode;
    if (one.type === "Literal" && typeof one.value === "string") addWord(words, one.value);
    if (one.type === "MemberExpression" && !one.computed && one.property.type === "Identifier") {
      addWord(words, one.property.name);
    }
    if (one.type === "Property" && one.key.type === "Identifier") addWord(words, one.key.name);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(program);
  return [...words].slice(0, maximumWords);
}

/** The names in the tables of code that looks something up by a name which does not stand in it. */
export function keysOf(program: Node): string[] {
  const keys = new Set<string>();
  const lookups: Node[] = [];
  const visit = (node: Node): void => {
    const one = node as AnyNode;
    if (one.type === "MemberExpression" && one.computed && one.property.type !== "Literal") lookups.push(one);
    if (one.type === "Property" && !one.computed) {
      if (one.key.type === "Literal" && typeof one.key.value === "string") keys.add(one.key.value);
      if (one.key.type === "Identifier" && !common.has(one.key.name)) keys.add(one.key.name);
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(program);
  return lookups.length > 0 ? [...keys].slice(0, maximumKeys) : [];
}

const common = new Set(
  (
    "Records cf config request response headers status statusCode statusDescription uri method querystring value key length " +
    "exports module origin domainName body toString toLowerCase log console handler then prototype"
  ).split(" "),
);

function addWord(words: Set<string>, word: string): void {
  if (/^[A-Za-z_][\w-]{0,30}$/.test(word) && !common.has(word)) words.add(word);
}
