/** One line on stdout. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line on stderr. */
export function printAside(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A line on stderr that is written over again and again, for people: where nobody looks, nothing is written. */
export function statusLine(): { readonly show: (text: string) => void; readonly clear: () => void } {
  const { stderr } = process;
  const write = (text: string): void => {
    // A line that wraps could not be written over.
    if (stderr.isTTY) stderr.write(`\r\u001b[K${text.slice(0, Math.max(0, stderr.columns - 1))}`);
  };
  return {
    show: write,
    clear: () => {
      write("");
    },
  };
}
