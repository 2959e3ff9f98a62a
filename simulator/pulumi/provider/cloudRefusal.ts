/** What AWS itself answers with: its service's code and a sentence. The engine shows it under the resource. */
export class CloudRefusal extends Error {
  override readonly name = "CloudRefusal";

  constructor(
    readonly code: string,
    readonly sentence: string,
  ) {
    super(`${code}: ${sentence}`);
  }
}
