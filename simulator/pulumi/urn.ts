import { createHash } from "node:crypto";

export const stackType = "pulumi:pulumi:Stack";

/** The URN that the engine gives: types are chained from parent to child, the stack itself left out. */
export function urnOf(project: string, stack: string, parent: string, type: string, name: string): string {
  const chain = typeChain(parent);
  const qualified = chain === "" || chain === stackType ? type : `${chain}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

function typeChain(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** Ids that look like the provider's, the same in every run: they follow from the URN. */
export interface Ids {
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
  /** Upper-case letters and digits, as CloudFront's ids have; another `purpose` gives others. */
  alphanumeric(length: number, purpose?: string): string;
  uuid(): string;
}

export function idsOf(urn: string): Ids {
  const hex = (length: number): string => digest(urn).toString("hex").slice(0, length);
  return {
    hex,
    alphanumeric: (length, purpose = "") =>
      [...digest(urn + purpose).subarray(0, length)].map((byte) => alphabet[byte % alphabet.length]).join(""),
    uuid: () => hex(32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-a$4-$5"),
  };
}

function digest(text: string): Buffer {
  return createHash("sha512").update(text).digest();
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
