import type { Body } from "../http";

/** A body on its way from the viewer, who may leave before it is whole. */
export class Upload {
  /** The viewer broke it off (HD-122). */
  abandoned = false;
  readonly body: Body | undefined;

  constructor(body: Body | undefined) {
    this.body = body === undefined || body instanceof Uint8Array ? body : this.watched(body);
  }

  private async *watched(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      this.abandoned = true;
      throw error;
    }
  }
}
