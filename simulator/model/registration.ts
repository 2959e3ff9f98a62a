/** One resource as a program registered it, with the outputs that the embedded cloud gave it. */
export interface Registration {
  readonly urn: string;
  /** `aws:s3/bucket:Bucket`. */
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent: string;
  /** Of the resource itself, of its provider, or of the stack; absent where none is known. */
  readonly region?: string;
  /** Provider's id; empty for components and in previews. */
  readonly id: string;
  /** Plain values: secrets unwrapped, assets as `{ text }` or `{ path }` or `{ assets }`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly dependencies: readonly string[];
  readonly protect: boolean;
  /** The program did not create it but reads what exists already; absent: it did. */
  readonly wasRead?: boolean;
}
