import { createRequire } from "node:module";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { policiesWith } from "../../../policy/policies";
import type { Examine } from "../../../policy/rules/rule";
import { keepsStatus } from "./verdicts";

/** One resource as the engine hands it to a pack: values as on the wire. */
export interface Analyzed {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly providerRegion?: string;
}

/** What the engine shows of a finding. */
export interface Diagnostic {
  readonly policy: string;
  readonly level: "advisory" | "mandatory" | "other";
  readonly message: string;
  readonly urn: string;
}

type Handler = (
  call: { readonly request: unknown },
  callback: (error: unknown, response: analyzer.AnalyzeResponse | undefined) => void,
) => Promise<void>;
type Policies = ReturnType<typeof policiesWith>;
type MakeHandler = (pack: string, version: string, level: string, of: Policies) => Handler;

const load = createRequire(__filename);
/** The SDK's own, exported but left out of the typings as internal. */
const server = load("@pulumi/policy/server") as {
  readonly makeAnalyzeRpcFun: MakeHandler;
  readonly makeAnalyzeStackRpcFun: MakeHandler;
};

/** The day on which tests ask, and an examiner that finds nothing unless a test brings another one. */
export function packWith(examine: Examine = keepsStatus): Policies {
  return policiesWith({ examine, today: "2026-06-15" });
}

/** Runs the resource policies on one resource's inputs, through the SDK's handler. */
export async function analyze(resource: Analyzed, of: Policies = packWith()): Promise<readonly Diagnostic[]> {
  const request = new analyzer.AnalyzeRequest();
  fill(request, resource);
  return call(server.makeAnalyzeRpcFun("static-site-ha", "0.1.0", "advisory", of), request);
}

/** Runs the stack policies on all resources' outputs, through the SDK's handler. */
export async function analyzeStack(
  resources: readonly Analyzed[],
  of: Policies = packWith(),
): Promise<readonly Diagnostic[]> {
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(
    resources.map((resource) => {
      const one = new analyzer.AnalyzerResource();
      fill(one, resource);
      for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
        const on = new analyzer.AnalyzerPropertyDependencies();
        on.setUrnsList([...urns]);
        one.getPropertydependenciesMap().set(property, on);
      }
      return one;
    }),
  );
  return call(server.makeAnalyzeStackRpcFun("static-site-ha", "0.1.0", "advisory", of), request);
}

function fill(request: analyzer.AnalyzeRequest | analyzer.AnalyzerResource, resource: Analyzed): void {
  request.setUrn(resource.urn);
  request.setType(resource.type);
  request.setName(resource.name);
  request.setProperties(Struct.fromJavaScript(resource.properties as Parameters<typeof Struct.fromJavaScript>[0]));
  request.setOptions(new analyzer.AnalyzerResourceOptions());
  if (resource.providerRegion === undefined) return;
  const provider = new analyzer.AnalyzerProviderResource();
  provider.setType("pulumi:providers:aws");
  provider.setProperties(Struct.fromJavaScript({ region: resource.providerRegion }));
  request.setProvider(provider);
}

function call(handler: Handler, request: unknown): Promise<readonly Diagnostic[]> {
  return new Promise((resolve, reject) => {
    void handler({ request }, (error, response) => {
      if (response === undefined) {
        reject(error instanceof Error ? error : new Error(JSON.stringify(error)));
        return;
      }
      resolve(response.getDiagnosticsList().map(diagnostic));
    });
  });
}

function diagnostic(one: analyzer.AnalyzeDiagnostic): Diagnostic {
  const level = one.getEnforcementlevel();
  return {
    policy: one.getPolicyname(),
    level:
      level === analyzer.EnforcementLevel.MANDATORY
        ? "mandatory"
        : level === analyzer.EnforcementLevel.ADVISORY
          ? "advisory"
          : "other",
    message: one.getMessage(),
    urn: one.getUrn(),
  };
}

/** Ids of the rules that block: those with a mandatory finding. */
export function refusing(diagnostics: readonly Diagnostic[]): readonly string[] {
  const mandatory = diagnostics.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
  return [...new Set(mandatory)].sort();
}
