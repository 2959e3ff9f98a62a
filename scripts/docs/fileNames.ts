/** Files by a short name: what follows the last slash, without its ending, and as much before it as tells it apart. */
export class FileNames {
  private readonly names = new Map<string, string>();
  private readonly shown = new Set<string>();

  constructor(files: Iterable<string>) {
    const all = [...new Set(files)].sort();
    for (const file of all) {
      let length = 1;
      while (all.some((other) => other !== file && tail(other, length) === tail(file, length))) length++;
      this.names.set(file, tail(file, length));
    }
  }

  /** The short name of a file, which the index then has. */
  show(file: string): string {
    this.shown.add(file);
    return this.names.get(file) ?? file;
  }

  /** Every name that was shown, by folder, each folder a link relative to `docs`. */
  index(): readonly string[] {
    const folders = new Map<string, string[]>();
    for (const file of [...this.shown].sort()) {
      const folder = file.slice(0, file.lastIndexOf("/"));
      folders.set(folder, [...(folders.get(folder) ?? []), this.names.get(file) ?? file]);
    }
    return [...folders].map(([folder, names]) => `- [${folder}](../${folder}): ${names.join(", ")}`);
  }
}

function tail(file: string, length: number): string {
  const bare = file.replace(/(\.test)?\.[a-z]+$/, "");
  return bare.split("/").slice(-length).join("/");
}
