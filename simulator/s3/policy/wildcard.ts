const star = "*".charCodeAt(0);
const questionMark = "?".charCodeAt(0);

/**
 * IAM's pattern: `*` is any run of characters, `/` included, `?` exactly one; the whole text must match. Takes time
 * proportional to both lengths at worst, whatever the pattern.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let last = -1;
  let resume = 0;
  while (t < text.length) {
    const wanted = p < pattern.length ? pattern.charCodeAt(p) : -1;
    if (wanted === star) {
      last = p++;
      resume = t;
    } else if (wanted === questionMark || wanted === text.charCodeAt(t)) {
      p++;
      t++;
    } else if (last >= 0) {
      p = last + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.length && pattern.charCodeAt(p) === star) p++;
  return p === pattern.length;
}

/** An ARN pattern: each of the six parts is matched by itself, so that a `*` does not reach over a colon before the last. */
export function matchesArn(pattern: string, text: string): boolean {
  const patterns = arnParts(pattern);
  const texts = arnParts(text);
  return patterns.length === texts.length && patterns.every((part, index) => matchesWildcard(part, texts[index] ?? ""));
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
