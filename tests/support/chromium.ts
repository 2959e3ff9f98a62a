import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

/** Where Chromium may be; CHROMIUM names another place. */
const places = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Nothing of these leaves the machine, and no sandbox is to be had in a container. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Throws with a sentence on how to install it where there is no Chromium. */
export function chromiumPath(): string {
  const path = places.find((place) => place !== undefined && existsSync(place));
  if (path === undefined)
    throw new Error("no Chromium was found: apt-get install chromium, or set CHROMIUM to its path");
  return path;
}

export function launchChromium(executablePath = chromiumPath()): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags });
}
