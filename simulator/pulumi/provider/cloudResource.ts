import type { Properties } from "../wire";

/** A resource as it stands in the embedded cloud, whoever made it. */
export interface CloudResource {
  /** Of the registration that created it. */
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  /** Its configuration as it is now, on the wire's form: assets in their envelopes. */
  readonly inputs: Readonly<Properties>;
  /** What the cloud adds. */
  readonly computed: Readonly<Properties>;
}

/** The same id may stand for a bucket and for each of its sides. */
export function keyOf(type: string, id: string): string {
  return `${type} ${id}`;
}

/** The name of a registration: what follows the last `::` of its URN. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** The type of a registration, without those of its parents. */
export function typeOfUrn(urn: string): string {
  const chain = urn.split("::")[2] ?? "";
  return chain.slice(chain.lastIndexOf("$") + 1);
}

/** The stack that a URN is of, as `project/stack`. */
export function stackOf(urn: string): string {
  const [head = "", project = ""] = urn.split("::");
  return `${project}/${head.replace(/^urn:pulumi:/, "")}`;
}
