import { expect } from "chai";
import type { Examine } from "../../../policy/rules/rule";
import { analyze, analyzeStack, type Analyzed, type Diagnostic, packWith, refusing } from "./analyze";

/** What the engine reports of a stack: of every resource by itself, then of all. */
export async function diagnosticsOf(
  stack: { readonly inputs: readonly Analyzed[]; readonly stack: readonly Analyzed[] },
  examine?: Examine,
): Promise<readonly Diagnostic[]> {
  const pack = packWith(examine);
  const alone = await Promise.all(stack.inputs.map((resource) => analyze(resource, pack)));
  const all = [...alone.flat(), ...(await analyzeStack(stack.stack, pack))];
  for (const { message } of all) expectRepair(message);
  return all;
}

/** Whoever reads a message in a pull request must know what to write instead, whatever the test is about. */
function expectRepair(message: string): void {
  if (message.includes("not decided")) return;
  expect(message).to.match(
    /; (?:add|call|catch|correct|decide|enable|export|give|grant|leave|let|make|minify|name|narrow|pass|raise|read|remove|see|serve|set|supply|write)\b|\. Set /,
  );
}

/** Ids of the policies that block a stack. */
export async function refusedBy(
  stack: Parameters<typeof diagnosticsOf>[0],
  examine?: Examine,
): Promise<readonly string[]> {
  return refusing(await diagnosticsOf(stack, examine));
}

/** The messages of one policy. */
export function messagesOf(diagnostics: readonly Diagnostic[], policy: string): readonly string[] {
  return diagnostics.filter((one) => one.policy === policy).map(({ message }) => message);
}
