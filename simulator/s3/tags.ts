/** A tag of an object or a bucket. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}
