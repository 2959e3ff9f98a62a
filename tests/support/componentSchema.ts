import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./pulumiProgram";

export interface SchemaProperty {
  readonly description?: string;
}

/** Pulumi's schema of a package, as far as tests read it. */
export interface PackageSchema {
  readonly name: string;
  readonly version: string;
  readonly namespace: string;
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly isComponent?: boolean;
        readonly properties?: Readonly<Record<string, SchemaProperty>>;
        readonly inputProperties?: Readonly<Record<string, SchemaProperty>>;
        readonly requiredInputs?: readonly string[];
      }
    >
  >;
  readonly types: Readonly<
    Record<
      string,
      {
        readonly properties?: Readonly<Record<string, SchemaProperty>>;
        readonly enum?: readonly { readonly name: string; readonly value: unknown; readonly description?: string }[];
      }
    >
  >;
}

/** The component package, as `pulumi package add` finds it. */
export const componentFolder = join(projectRoot, "components");

/** The schema that Pulumi's SDK infers from the sources of the component package, as its plugin tells it to the engine. */
export function inferredSchema(): PackageSchema {
  const manifest = JSON.parse(readFileSync(join(componentFolder, "package.json"), "utf8")) as Record<string, string>;
  const [namespace = "", name = ""] = (manifest["name"] ?? "").slice(1).split("/");
  const analyzer = new Analyzer(componentFolder, name, manifest, new Set(["StaticSiteHA"]));
  const { components, typeDefinitions, dependencies } = analyzer.analyze();
  const { version = "", description = "" } = manifest;
  const schema = generateSchema(name, version, description, components, typeDefinitions, dependencies, namespace);
  return asTheEngineTellsIt(schema) as PackageSchema;
}

/** The engine leaves out what it does not know, of which the SDK tells some, and adds what a package could configure. */
function asTheEngineTellsIt(schema: object): unknown {
  const isLeftOut = (key: string, value: unknown): boolean =>
    (key === "optional" && value === true) || (key === "required" && Array.isArray(value) && value.length === 0);
  const text = JSON.stringify(schema, (key, value: unknown) => (isLeftOut(key, value) ? undefined : value));
  const { dependencies, ...told } = JSON.parse(text) as Record<string, unknown>;
  if (JSON.stringify(dependencies) !== "[]") throw new Error("the schema must name no other package");
  return { ...told, config: {} };
}

/** The schema that users of other languages have their SDKs made from; `UPDATE_GOLDEN=1` writes it anew. */
export const goldenSchemaFile = join(projectRoot, "tests", "golden", "component.schema.json");
