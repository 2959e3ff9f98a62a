import type { EventEmitter } from "node:events";
import { parseFault, type DrillTarget } from "../drills";
import { regionOfHost } from "../simulator/model/members";

/** What keys need of a terminal: `process.stdin` has it. */
export interface Terminal extends Pick<EventEmitter, "on"> {
  setRawMode(raw: boolean): unknown;
  setEncoding(encoding: "utf8"): unknown;
  pause(): unknown;
}

const controlC = "\u0003";

/** `f` fails the primary, `h` heals it, `q` or Ctrl-C quits. */
export function followKeys(options: {
  readonly terminal: Terminal;
  readonly target: DrillTarget;
  readonly say: (line: string) => void;
  readonly quit: () => void;
}): void {
  const { terminal, target, say, quit } = options;
  const { primary, replica } = target.members;
  const place = (domainName: string): string => regionOfHost(domainName) ?? domainName;
  const name = `${primary.Id} (${place(primary.DomainName)})`;
  terminal.setRawMode(true);
  terminal.setEncoding("utf8");
  terminal.on("data", (keys: string) => {
    for (const key of keys) {
      if (key === "f") {
        target.origins.setFault(primary.Id, parseFault({ type: "down" }));
        const other = replica === undefined ? "nowhere: there is no replica" : place(replica.DomainName);
        say(`${name} is down: what is not cached comes from ${other}; h heals it`);
      } else if (key === "h") {
        target.origins.heal(primary.Id);
        say(`${name} is healthy again`);
      } else if (key === "q" || key === controlC) {
        terminal.setRawMode(false);
        terminal.pause();
        quit();
      }
    }
  });
}
