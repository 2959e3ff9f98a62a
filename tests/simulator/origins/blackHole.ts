import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";

/** An address at which no connection comes about and nobody refuses one, without any rights of the system's. */
export interface BlackHole {
  readonly url: URL;
  close(): Promise<void>;
}

/** Listens for one connection, then never runs again: who comes when the queue is full waits for an answer in vain. */
const listener = `
  const { parentPort } = require("node:worker_threads");
  const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

export async function openBlackHole(): Promise<BlackHole> {
  const worker = new Worker(listener, { eval: true });
  const [port] = (await once(worker, "message")) as [number];
  const queue: Socket[] = Array.from({ length: 3 }, () => connect({ port, host: "127.0.0.1" }));
  for (const socket of queue) socket.on("error", () => undefined);
  await Promise.all(queue.slice(0, 2).map((socket) => once(socket, "connect")));
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    close: async () => {
      for (const socket of queue) socket.destroy();
      await worker.terminate();
    },
  };
}
