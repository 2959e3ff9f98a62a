import { isIP } from "node:net";

/** A certificate that nobody has signed, and its key, in PEM. */
export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
}

/** Days that it is valid. */
const validDays = 30;

/** Makes a certificate for these names and for the loopback ones, anew at every call: no key lies on a disk. */
export async function selfSignedCertificate(hosts: readonly string[]): Promise<SelfSigned> {
  const { generate } = await import("selfsigned");
  const names = [...new Set(["localhost", "*.localhost", "127.0.0.1", "::1", ...hosts])];
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + validDays * 24 * 60 * 60 * 1000),
    extensions: [
      {
        name: "subjectAltName",
        altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
      },
    ],
  });
  return { key, cert };
}
