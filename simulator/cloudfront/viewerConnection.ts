import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

/** What a listener knows of the connection that a request came over, for the logs (OB-1, OB-3). */
export interface ViewerConnection {
  readonly viewerPort?: number;
  /** Of the listener's own end. */
  readonly serverAddress?: string;
  /** Such as `TLSv1.3`; absent: not over TLS. */
  readonly sslProtocol?: string;
  /** By OpenSSL's name, as CloudFront writes it. */
  readonly sslCipher?: string;
}

/** One and the same for every request of a connection. */
const known = new WeakMap<Socket, ViewerConnection>();

export function connectionOf(socket: Socket): ViewerConnection {
  const before = known.get(socket);
  if (before !== undefined) return before;
  const connection = describe(socket);
  known.set(socket, connection);
  return connection;
}

function describe(socket: Socket): ViewerConnection {
  const { remotePort, localAddress } = socket;
  return {
    ...(remotePort === undefined ? {} : { viewerPort: remotePort }),
    ...(localAddress === undefined ? {} : { serverAddress: plainAddress(localAddress) }),
    ...(socket instanceof TLSSocket ? tlsOf(socket) : {}),
  };
}

const mapped = "::ffff:";

/** An IPv4 address as such, where the socket is one of IPv6. */
export function plainAddress(address: string): string {
  return address.startsWith(mapped) ? address.slice(mapped.length) : address;
}

/** A viewer that is gone by now has no cipher any more. */
function tlsOf(socket: TLSSocket): Pick<ViewerConnection, "sslProtocol" | "sslCipher"> {
  const protocol = socket.getProtocol();
  if (protocol === null) return {};
  return { sslProtocol: protocol, sslCipher: socket.getCipher().name };
}
