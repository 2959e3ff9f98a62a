/** Something that the program, or the SDK on its behalf, said. */
export interface Diagnostic {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
  /** The resource it is about. */
  readonly urn?: string;
}
