import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyTree, type TreeCopy } from "../copyTree";

/** A copy of the tree that may be broken at will. */
export interface WorkingCopy extends TreeCopy {
  /** Runs `act` while one text of a file stands replaced, and puts it back. */
  readonly broken: <T>(file: string, find: string, replace: string, act: () => T) => T;
}

export function workingCopyOf(from: string): WorkingCopy {
  const copy = copyTree(from);
  return {
    ...copy,
    broken: (file, find, replace, act) => {
      const path = join(copy.root, file);
      const whole = readFileSync(path, "utf8");
      // A function, because `$` in a replacement means something.
      writeFileSync(
        path,
        whole.replace(find, () => replace),
      );
      try {
        return act();
      } finally {
        writeFileSync(path, whole);
      }
    },
  };
}
