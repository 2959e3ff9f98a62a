/** What a release is judged by. */
export interface Release {
  /** `v1.2.3`, as git knows it. */
  readonly tag: string;
  /** The version in each package.json of the repository, by its path. */
  readonly versions: Readonly<Record<string, string>>;
  /** The text of CHANGELOG.md. */
  readonly changelog: string;
}

/** A semantic version 2.0.0 with a `v` before it; build metadata, which npm drops, left out. */
const wellFormed =
  /^v((?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*)?)$/;

/** Why this must not be released, or undefined where it may. Pure. */
export function refusalOfRelease({ tag, versions, changelog }: Release): string | undefined {
  const version = wellFormed.exec(tag)?.[1];
  if (version === undefined) {
    return `a tag must be a semantic version with a v before it, such as v1.2.3, got ${tag || "none"}`;
  }
  const other = Object.entries(versions).find(([, one]) => one !== version);
  if (other !== undefined) {
    const [path, got] = other;
    return `the version in ${path} must be ${version} as the tag says, got ${got}; run npm version ${version} --workspaces --include-workspace-root --no-git-tag-version`;
  }
  const notes = notesOf(changelog, version);
  if (notes === undefined) return `CHANGELOG.md must have a part "## ${version} - YYYY-MM-DD", got none`;
  return notes === "" ? `the part ${version} of CHANGELOG.md must say what changed, got nothing` : undefined;
}

/** What the changelog says of a version, without the heading; undefined where it has no such part. Pure. */
export function notesOf(changelog: string, version: string): string | undefined {
  const parts = changelog.split(/^## /m).slice(1);
  const heading = new RegExp(`^\\[?${version.replaceAll(".", "\\.")}\\]? - \\d{4}-\\d{2}-\\d{2}\\s*$`);
  const part = parts.find((one) => heading.test(one.split("\n")[0] ?? ""));
  return part?.slice(part.split("\n")[0]?.length).trim();
}
