/** One resource as a policy gets it, without the SDK's proxies and promises. */
export interface StackResource {
  readonly urn: string;
  /** `aws:s3/bucket:Bucket`; a resource of `@pulumi/aws-native` has the type and properties of its `@pulumi/aws` twin. */
  readonly type: string;
  readonly name: string;
  /**
   * Plain values: secrets unwrapped, what is not known yet as the engine's own mark, assets as `{ text }`, `{ path }` or
   * `{ uri }`, archives as `{ assets }`, `{ path }` or `{ uri }`.
   */
  readonly props: Readonly<Record<string, unknown>>;
  /** URNs of what each top-level property is made of, known or not. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** The region of its explicit or default provider, where the engine says it. */
  readonly providerRegion?: string;
}
