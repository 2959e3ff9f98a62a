import { z } from "zod";
import { CodedError } from "../../../aws/codedError";
import type { Registration } from "../registration";

const properties = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((values) => values ?? {});

/** What `pulumi stack export` prints, as far as a model is made of it. */
const stateShape = z.object({
  deployment: z.object({
    resources: z
      .array(
        z.object({
          urn: z.string(),
          type: z.string(),
          custom: z.boolean().default(false),
          id: z.string().default(""),
          parent: z.string().default(""),
          inputs: properties,
          outputs: properties,
          dependencies: z.array(z.string()).nullish(),
          protect: z.boolean().default(false),
          external: z.boolean().default(false),
          delete: z.boolean().default(false),
        }),
      )
      .default([]),
  }),
});

/**
 * The registrations that a deployed stack has, of what `pulumi stack export` prints. What waits for its deletion is left
 * out. A secret is read where it is in the clear (`--show-secrets`). Throws `E_FILE` for anything else.
 */
export function stateFileOf(value: unknown): readonly Registration[] {
  const result = stateShape.safeParse(value);
  if (!result.success) {
    const at = result.error.issues[0]?.path.join(".") ?? "";
    throw new CodedError(
      "E_FILE",
      `a state must be what \`pulumi stack export\` prints, got ${at === "" ? "something else" : `none or another ${at}`}`,
      "state",
    );
  }
  return result.data.deployment.resources
    .filter((resource) => !resource.delete)
    .map(({ external, dependencies, inputs, outputs, ...resource }) => ({
      urn: resource.urn,
      type: resource.type,
      name: resource.urn.slice(resource.urn.lastIndexOf("::") + 2),
      custom: resource.custom,
      parent: resource.parent,
      id: resource.id,
      inputs: plainProperties(inputs),
      // Outputs hold the inputs as the provider gave them back; an archive of code stands in the inputs alone.
      outputs: { ...plainProperties(inputs), ...plainProperties(outputs) },
      dependencies: dependencies ?? [],
      protect: resource.protect,
      ...(external ? { wasRead: true } : {}),
    }));
}

/** The member by which the engine marks a value that is no plain one, and its mark of a secret. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";

function plainProperties(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)]));
}

/** Encrypted values are left out: who needs one is told that it is missing. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if (Reflect.get(value, signature) === secret) {
    const text: unknown = Reflect.get(value, "plaintext");
    return typeof text === "string" ? plain(JSON.parse(text)) : undefined;
  }
  return plainProperties(Object.fromEntries(Object.entries(value)));
}
