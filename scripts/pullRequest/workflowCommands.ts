import { randomUUID } from "node:crypto";

/** What stands at a line of a file, or at the run. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  readonly file?: string;
}

/** The line by which a step tells the runner of an annotation, whatever its texts hold. */
export function annotationCommand({ level, title, message, file }: Annotation): string {
  const properties = [...(file === undefined ? [] : [`file=${property(file)}`]), `title=${property(title)}`];
  return `::${level} ${properties.join(",")}::${data(message)}`;
}

/** A text that a step prints for readers, with no line of it taken for a command by the runner. */
export function printable(text: string): string {
  // `##[command]` is the older form.
  return text.replace(/^(\s*)(::|##\[)/gm, "$1\u200b$2");
}

/** The lines of `GITHUB_OUTPUT` by which a step gives an output. */
export function outputLines(name: string, value: string, delimiter = `end-${randomUUID()}`): string {
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

function data(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
