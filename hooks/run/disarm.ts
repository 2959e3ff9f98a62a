import { Socket } from "node:net";

/** Takes from this process what would let code out of it, should any ever get hold of the process. */
export function disarm(): void {
  Reflect.deleteProperty(Socket.prototype, "connect");
  const gone =
    "binding dlopen kill abort chdir mainModule getBuiltinModule report execve _linkedBinding _kill _debugProcess " +
    "_startProfilerIdleNotifier setuid setgid reallyExit exit";
  for (const name of gone.split(" ")) Object.defineProperty(process, name, { value: undefined });
  for (const name of ["fetch", "WebSocket", "EventSource", "Worker"]) Reflect.deleteProperty(globalThis, name);
}
