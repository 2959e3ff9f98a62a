/** One line on stdout. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line on stderr. */
export function printAside(line: string): void {
  process.stderr.write(`${line}\n`);
}
