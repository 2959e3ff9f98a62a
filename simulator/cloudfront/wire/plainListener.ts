import type { Server } from "node:http";
import type { Socket } from "node:net";
import { PlainConnection, type PlainAnswers } from "./plainConnection";

const sweepMs = 1_000;

/**
 * Puts itself before a plain HTTP server: ordinary requests, which are nearly all, are read and answered here at about
 * half of what they cost in Node's server; every connection that sends another one is the server's from then on. Gives
 * what ends the connections that are held here.
 */
export function listenPlainly(server: Server, answers: Omit<PlainAnswers, "handOver">): () => void {
  const takeOver = server.listeners("connection");
  const connections = new Set<PlainConnection>();
  const handOver = (socket: Socket, unread: readonly Buffer[]): void => {
    for (const listener of takeOver) Reflect.apply(listener, server, [socket]);
    for (const chunk of [...unread].reverse()) socket.unshift(chunk);
    socket.resume();
  };
  const all: PlainAnswers = { ...answers, handOver };
  server.removeAllListeners("connection");
  server.on("connection", (socket: Socket) => {
    socket.setNoDelay(true);
    connections.add(new PlainConnection(socket, all, (one) => connections.delete(one)));
  });
  const sweep = setInterval(() => {
    const now = Date.now();
    for (const connection of connections) connection.endIfIdle(now);
  }, sweepMs);
  sweep.unref();
  server.on("close", () => {
    clearInterval(sweep);
  });
  return () => {
    for (const connection of connections) connection.destroy();
  };
}
