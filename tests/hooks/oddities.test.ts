import { expect } from "chai";
import { conclude, prepare, worstOf } from "../../hooks/examine";
import { isRefused } from "../../hooks/refused";
import { runInProcess } from "../../hooks/run/runInProcess";
import type { HookVerdict } from "../../hooks/verdict";
import { oddities } from "./oddities";

/** As `examineHook`, in this process: what is run here is our own. */
async function examined(text: string): Promise<HookVerdict> {
  const source = { name: "odd.js", text };
  const examination = prepare(source, { event: "origin-response" });
  const runs = await Promise.all(examination.entries.map((entry) => runInProcess(source, entry)));
  return worstOf(conclude(examination, runs));
}

describe("examining hooks that few would write", () => {
  for (const { does, label, text } of oddities) {
    const said = { rewrites: "refuses", clean: "lets pass", undecidable: "does not call clean" }[label];
    it(`${said} ${does} (HA-EDGE-01)`, async () => {
      const verdict = await examined(text);
      const told = `${verdict.verdict}: ${verdict.reasons.map(({ message }) => message).join("; ")}`;
      if (label === "clean") expect(verdict.verdict, told).to.equal("keeps-status");
      else expect(isRefused(verdict), told).to.equal(true);
    });
  }
});
