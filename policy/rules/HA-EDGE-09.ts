import { eachReadHook, linesOf } from "./hooks";
import { type Finding, type StackRule, violation, when } from "./rule";

export const rule: StackRule = {
  id: "HA-EDGE-09",
  title: "Edge code calls nothing without a timeout, makes no code from data, and holds no secrets",
  level: "advisory",
  severity: "medium",
  on: "stack",
  what:
    "The code of a function on any event has a timeout where it calls the network, no `eval` or `new Function`, and no text " +
    "that looks like a key or a password.",
  why:
    "A hook that waits for a service of the failing region holds every request until Lambda ends it, and the answer is 503 " +
    "for pages that the replica has. Code at the edge is readable by whoever can list functions.",
  remediation: "Pass AbortSignal.timeout(…) to fetch, and read secrets from a store.",
  failing: 'const flags = await fetch("https://flags.example.com/");',
  passing: 'const flags = await fetch("https://flags.example.com/", { signal: AbortSignal.timeout(300) });',
  check: (picture) =>
    eachReadHook(picture, ({ untimedCalls, evals, secrets }, hook): readonly Finding[] => [
      ...when(untimedCalls.length > 0, () =>
        violation(
          hook.urn,
          `${hook.name} calls the network without a timeout (${linesOf(untimedCalls)}); supply one, such as signal: AbortSignal.timeout(300)`,
        ),
      ),
      ...when(evals.length > 0, () =>
        violation(
          hook.urn,
          `${hook.name} makes code from data (${linesOf(evals)}), which nobody can examine; write the code out`,
        ),
      ),
      ...when(secrets.length > 0, () =>
        violation(hook.urn, `${hook.name} holds what looks like a secret (${linesOf(secrets)}); read it from a store`),
      ),
    ]),
};
