import { proofJson, proofText, prove } from "../drills/proof";
import { interruption, refuseInterrupted } from "./interruption";
import { sampleSite } from "./packageRoot";
import { print } from "./print";
import { loadSite, type SiteOptions } from "./siteOptions";

/** `static-site-ha prove`: exit code 0 when every promise holds, else 1. */
export async function proveCommand(options: SiteOptions): Promise<void> {
  const interrupted = interruption();
  const { model, content, keyValueStores } = await loadSite(options, sampleSite(), interrupted);
  refuseInterrupted(interrupted);
  const proof = await prove(model, { content, keyValueStores, switches: options.switch ?? {} });
  refuseInterrupted(interrupted);
  print(options.format === "json" ? proofJson(proof) : proofText(proof));
  process.exitCode = proof.verdict === "passed" ? 0 : 1;
}
