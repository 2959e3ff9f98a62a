import type { FunctionPowers } from "./powers";

export type Bytes = Uint8Array<ArrayBuffer>;

export interface BufferPart {
  readonly Buffer: { from(value: unknown, encoding?: unknown): Bytes };
  /** The bytes of a string, of a view or of a list of numbers. */
  readonly bytesOf: (value: unknown, encoding?: unknown) => Bytes;
  readonly latin1: (bytes: Uint8Array) => string;
}

/**
 * Defines `Buffer`, `TextEncoder`, `TextDecoder`, `atob` and `btoa` in the context of a CloudFront Function (CF-11). It is
 * read as text and stands alone. Encodings that runtime 2.0 does not know throw a TypeError, as there.
 */
export function bufferPart({ decode, encode }: Pick<FunctionPowers, "decode" | "encode">): BufferPart {
  const encodings = ["utf8", "utf-8", "hex", "base64", "base64url"];
  const { fromCharCode } = String;

  const define = (name: string, value: unknown): void => {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  };
  const encodingOf = (value: unknown): string => {
    const name = value === undefined ? "utf8" : (value as { toString(): string }).toString().toLowerCase();
    if (!encodings.includes(name)) throw new TypeError(`"${value as string}" encoding is not supported`);
    return name;
  };
  const latin1 = (bytes: Uint8Array): string => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 4096) text += fromCharCode(...bytes.subarray(at, at + 4096));
    return text;
  };
  const fill = (target: Uint8Array, text: string, at = 0): number => {
    const length = Math.min(text.length, target.length - at);
    for (let index = 0; index < length; index++) target[at + index] = text.charCodeAt(index);
    return Math.max(length, 0);
  };

  const sized = (size: number): Buffer => new Buffer(new ArrayBuffer(size));
  class Buffer extends Uint8Array<ArrayBuffer> {
    static override from(value: unknown, second?: unknown, third?: unknown): Buffer {
      if (typeof value === "string") {
        const bytes = decode(value, encodingOf(second));
        const made = sized(bytes.length);
        fill(made, bytes);
        return made;
      }
      if (value instanceof ArrayBuffer) return new Buffer(value, Number(second ?? 0), third as number | undefined);
      if (ArrayBuffer.isView(value) || Array.isArray(value)) {
        const list = value as unknown as ArrayLike<number>;
        const made = sized(list.length);
        for (let index = 0; index < list.length; index++) made[index] = Number(list[index]);
        return made;
      }
      const held = (value as { data?: unknown } | null | undefined)?.data;
      if (Array.isArray(held)) return Buffer.from(held);
      throw new TypeError("first argument is not a string or Buffer-like object");
    }
    static alloc(size: number, value?: unknown, encoding?: unknown): Buffer {
      const made = sized(size);
      return value === undefined ? made : made.fill(value, encoding);
    }
    static allocUnsafe(size: number): Buffer {
      return sized(size);
    }
    static byteLength(value: unknown, encoding?: unknown): number {
      return typeof value === "string" ? decode(value, encodingOf(encoding)).length : Buffer.from(value).length;
    }
    static compare(one: Uint8Array, other: Uint8Array): number {
      const [a, b] = [latin1(one), latin1(other)];
      return a < b ? -1 : a > b ? 1 : 0;
    }
    static concat(list: readonly Uint8Array[], total?: number): Buffer {
      const made = sized(total ?? list.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const bytes of list) at += fill(made, latin1(bytes), at);
      return made;
    }
    static isBuffer(value: unknown): boolean {
      return value instanceof Buffer;
    }
    static isEncoding(value: unknown): boolean {
      return typeof value === "string" && encodings.includes(value.toLowerCase());
    }
    override toString(encoding?: unknown, start?: number, end?: number): string {
      return encode(latin1(Uint8Array.prototype.subarray.call(this, start, end)), encodingOf(encoding));
    }
    toJSON(): unknown {
      return { type: "Buffer", data: Array.from(this) };
    }
    equals(other: Uint8Array): boolean {
      return Buffer.compare(this, other) === 0;
    }
    compare(other: Uint8Array): number {
      return Buffer.compare(this, other);
    }
    copy(target: Uint8Array, targetStart = 0, start = 0, end: number = this.length): number {
      return fill(target, latin1(Uint8Array.prototype.subarray.call(this, start, end)), targetStart);
    }
    override slice(start?: number, end?: number): Buffer {
      // A subarray is made by the class of what it is part of.
      return this.subarray(start, end) as unknown as Buffer;
    }
    override fill(value: unknown, second?: unknown, third?: unknown, fourth?: unknown): this {
      if (typeof value === "number") return super.fill(value, second as number, third as number);
      const [start, end, encoding] = typeof second === "number" ? [second, third, fourth] : [0, undefined, second];
      const text = typeof value === "string" ? decode(value, encodingOf(encoding)) : latin1(value as Uint8Array);
      const until = Math.min(Number(end ?? this.length), this.length);
      if (text === "") return super.fill(0, start, until);
      fill(this, text.slice(0, Math.max(until - start, 0)), start);
      // What is there is doubled: a character at a time would take longer than a call may.
      for (let at = start + text.length; at < until; at = start + (at - start) * 2) {
        super.copyWithin(at, start, Math.min(at, start + until - at));
      }
      return this;
    }
    override indexOf(value: unknown, start?: number, encoding?: unknown): number {
      return latin1(this).indexOf(textOf(value, encoding), start);
    }
    override lastIndexOf(value: unknown, start?: number, encoding?: unknown): number {
      return latin1(this).lastIndexOf(textOf(value, encoding), start);
    }
    override includes(value: unknown, start?: number, encoding?: unknown): boolean {
      return this.indexOf(value, start, encoding) >= 0;
    }
    write(text: string, offset?: unknown, length?: unknown, encoding?: unknown): number {
      const at = typeof offset === "number" ? offset : 0;
      const name = [offset, length, encoding].find((one) => typeof one === "string");
      return fill(this, decode(text, encodingOf(name)).slice(0, typeof length === "number" ? length : undefined), at);
    }
  }

  const textOf = (value: unknown, encoding?: unknown): string => {
    if (typeof value === "number") return fromCharCode(value & 255);
    return typeof value === "string" ? decode(value, encodingOf(encoding)) : latin1(value as Uint8Array);
  };

  // readUInt16LE, writeFloatBE, …: all that a DataView has, under the names that a Buffer gives them.
  const numbers = ["Int8", "Uint8", "Int16", "Uint16", "Int32", "Uint32", "Float32", "Float64"] as const;
  const spoken: Record<string, string> = { Float32: "Float", Float64: "Double" };
  for (const kind of numbers) {
    const names = kind.startsWith("Uint") ? [kind, `UI${kind.slice(2)}`] : [spoken[kind] ?? kind];
    const size = Number(/\d+/.exec(kind)?.[0]) / 8;
    for (const ending of size === 1 ? [""] : ["LE", "BE"]) {
      for (const name of names) {
        const view = (bytes: Buffer): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        const read = function (this: Buffer, at = 0): number {
          return view(this)[`get${kind}`](at, ending === "LE");
        };
        const write = function (this: Buffer, value: number, at = 0): number {
          view(this)[`set${kind}`](at, value, ending === "LE");
          return at + size;
        };
        Object.defineProperty(Buffer.prototype, `read${name}${ending}`, { value: read, writable: true });
        Object.defineProperty(Buffer.prototype, `write${name}${ending}`, { value: write, writable: true });
      }
    }
  }

  class TextEncoder {
    readonly encoding = "utf-8";
    encode(text = ""): Uint8Array {
      return new Uint8Array(Buffer.from(text));
    }
  }
  class TextDecoder {
    readonly encoding = "utf-8";
    constructor(label = "utf-8") {
      if (!/^utf-?8$/i.test(label)) throw new RangeError(`the encoding ${label} is not supported`);
    }
    decode(bytes: Uint8Array | ArrayBuffer = new Uint8Array()): string {
      return encode(latin1(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes), "utf8");
    }
  }

  define("Buffer", Buffer);
  define("TextEncoder", TextEncoder);
  define("TextDecoder", TextDecoder);
  define("atob", (text: unknown): string => {
    const bare = String(text).replace(/[\t\n\f\r ]/g, "");
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(bare)) throw new TypeError("the string to be decoded is not base64");
    return decode(bare, "base64");
  });
  define("btoa", (text: unknown): string => {
    if (/[^\0-\xff]/.test(String(text))) throw new TypeError("a character is not a byte");
    return encode(String(text), "base64");
  });
  const bytesOf = (value: unknown, encoding?: unknown): Bytes => Buffer.from(value, encoding);
  return { Buffer, bytesOf, latin1 };
}
