/** Bytes of code that a CloudFront Function may have (CF-8). */
export const maximumFunctionBytes = 10_240;

/** Bytes that this code counts for. */
export function functionBytes(code: string): number {
  return Buffer.byteLength(code, "utf8");
}
