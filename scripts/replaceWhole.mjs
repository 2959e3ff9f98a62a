import { mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

// Beside no file that is copied or packed, and on the disk of what is built.
const temporaries = "node_modules/.cache/static-site-ha";

/**
 * Makes a file what it is to be for whoever reads it meanwhile, a process that starts or a test that copies: it is there with
 * one text or the other at any time. What has not changed stays and gets the time of now: whoever asks whether it is older
 * than its source is told that it is not. Run from the root of the repository.
 */
export function replaceWhole(file, contents) {
  if (isThere(file, contents)) {
    const now = new Date();
    utimesSync(file, now, now);
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  mkdirSync(temporaries, { recursive: true });
  const temporary = `${temporaries}/${process.pid}.tmp`;
  writeFileSync(temporary, contents);
  renameSync(temporary, file);
}

function isThere(file, contents) {
  try {
    return readFileSync(file).equals(contents);
  } catch {
    return false;
  }
}
