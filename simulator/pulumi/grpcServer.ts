import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { Diagnostic } from "./diagnostics";
import { engineService } from "./engineService";
import type { Listener } from "./listener";
import { Monitor, type MonitorOptions } from "./monitor";

/** As the SDK's own limit: a program may register big assets. */
const maxMessageBytes = 400 * 1024 * 1024;

/** Serves monitor and engine on the connections of `listener`. Returns what ends it. */
export function serve(
  listener: Listener,
  monitorOptions: MonitorOptions,
  onDiagnostic: (diagnostic: Diagnostic) => void,
): { close(): void } {
  const monitor = new Monitor(monitorOptions);
  const server = new Server({ "grpc.max_receive_message_length": maxMessageBytes });
  server.addService(ResourceMonitorService, monitor.service());
  server.addService(EngineService, engineService(onDiagnostic));
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  listener.handOver((socket) => {
    injector.injectConnection(socket);
  });
  return {
    close() {
      monitor.close();
      injector.destroy();
      server.forceShutdown();
    },
  };
}
