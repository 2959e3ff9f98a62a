/** Characters that CloudFront accepts in the name of a default root object. */
const maximumRootObjectLength = 255;

/** Printable ASCII without what a URL's path does not hold unescaped; `%` starts an escape. */
const pathCharacters = /^[A-Za-z0-9\-._~!$&'()*+,;=:@/%]*$/;

/** What is wrong with the path of a page, in the words that follow it in a sentence. */
export type PagePathFault = "not-a-string" | "no-leading-slash" | "illegal-character" | "broken-escape";

/** Why `path` is not a path as a viewer would request it (`/docs/index.html`), or undefined when it is one. */
export function pagePathFault(path: unknown): PagePathFault | undefined {
  if (typeof path !== "string") return "not-a-string";
  if (!path.startsWith("/")) return "no-leading-slash";
  if (!pathCharacters.test(path)) return "illegal-character";
  return decoded(path) === undefined ? "broken-escape" : undefined;
}

/** What is wrong with a default root object. */
export type RootObjectFault = "not-a-string" | "empty" | "leading-slash" | "too-long" | "illegal-character";

/** Why CloudFront does not accept `name` as the object it serves at `/`, or undefined when it does (PL-4). */
export function rootObjectFault(name: unknown): RootObjectFault | undefined {
  if (typeof name !== "string") return "not-a-string";
  if (name === "") return "empty";
  if (name.startsWith("/")) return "leading-slash";
  if (name.length > maximumRootObjectLength) return "too-long";
  return pathCharacters.test(name) && !name.includes("%") ? undefined : "illegal-character";
}

/**
 * One name for all the ways to ask for one page: S3 reads escapes, and `+` as a space (HD-78), and `/` is the default
 * root object (PL-4). The edge function that gives pages their headers names them in the same way.
 */
export function canonicalPage(path: string, defaultRootObject: string): string {
  const name = decoded(path.replace(/\+/g, " ")) ?? path;
  return name === "/" ? `/${defaultRootObject}` : name;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
