/** Whether a text looks like a key or a password. */
export function isSecret(text: string): boolean {
  return (
    /(?:^|[^A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/.test(text) ||
    text.includes("-----BEGIN ") ||
    /^(?:Basic|Bearer) [A-Za-z0-9+/=._-]{12,}$/.test(text) ||
    /^(?:ghp|gho|sk|xox[bp])[_-][A-Za-z0-9_-]{20,}$/.test(text)
  );
}
