/** Code in a line or a table's cell, whatever it holds. */
export function markdownCode(text: string): string {
  return `<code>${markdownText(text)}</code>`;
}

/** Text that means itself, in one line: no mark-up, no mention of anybody, no link. */
export function markdownText(text: string): string {
  return inOneLine(text).replace(/[\\`*_[\]~@#]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Text as the content of an element of HTML, in one line that does not end a cell. */
export function inOneLine(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;" };
  return text.replace(/\s+/g, " ").replace(/[&<>|]/g, (character) => entities[character] ?? character);
}

/** Lines as they are, in a block whose fence is longer than any within. */
export function markdownBlock(lines: readonly string[]): readonly string[] {
  const runs = [...lines.join("\n").matchAll(/`+/g)].map(([run]) => run.length + 1);
  const fence = "`".repeat(Math.max(3, ...runs));
  return [`${fence}text`, ...lines, fence];
}
