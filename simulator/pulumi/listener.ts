import { createServer, type AddressInfo, type Socket } from "node:net";

/** A loopback port that accepts before there is anybody to talk to its callers. */
export interface Listener {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** Gives every connection to `take`: the waiting ones at once, the others as they come. */
  handOver(take: (socket: Socket) => void): void;
  /** Stops listening and ends the connections. */
  close(): void;
}

/**
 * Listens right away, so that the program's process can be started with the address and boots while the gRPC server is
 * still being loaded here.
 */
export function listen(): Promise<Listener> {
  const sockets = new Set<Socket>();
  let take: ((socket: Socket) => void) | undefined;
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    // A program that is killed resets its connections; that is told by its exit.
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    take?.(socket);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        address: `127.0.0.1:${port}`,
        handOver(receiver) {
          take = receiver;
          for (const socket of sockets) receiver(socket);
        },
        close() {
          server.close();
          for (const socket of sockets) socket.destroy();
        },
      });
    });
  });
}
