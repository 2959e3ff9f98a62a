import type { Examine } from "../../../policy/rules/rule";
import { analyze, analyzeStack, type Analyzed, type Diagnostic, packWith, refusing } from "./analyze";

/** What the engine reports of a stack: of every resource by itself, then of all. */
export async function diagnosticsOf(
  stack: { readonly inputs: readonly Analyzed[]; readonly stack: readonly Analyzed[] },
  examine?: Examine,
): Promise<readonly Diagnostic[]> {
  const pack = packWith(examine);
  const alone = await Promise.all(stack.inputs.map((resource) => analyze(resource, pack)));
  return [...alone.flat(), ...(await analyzeStack(stack.stack, pack))];
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
