const takenCell = 0;
const closedCell = 1;

/** The behaviors that nobody has taken yet, by their number. Threads share one through its memory. */
export class BehaviorQueue {
  private readonly cells: Int32Array;

  constructor(
    readonly length: number,
    readonly memory = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT),
  ) {
    this.cells = new Int32Array(memory);
  }

  /** The next one; undefined when all are taken. */
  take(): number | undefined {
    const taken = Atomics.add(this.cells, takenCell, 1);
    return taken < this.length && !this.closed ? taken : undefined;
  }

  /** Nobody waits for what is left: who has begun with a behavior need not end it. */
  close(): void {
    Atomics.store(this.cells, closedCell, 1);
  }

  get closed(): boolean {
    return Atomics.load(this.cells, closedCell) === 1;
  }
}
