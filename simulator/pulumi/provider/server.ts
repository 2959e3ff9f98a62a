import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { CodedError } from "../../../aws/codedError";
import type { ResourceCloud } from "./cloud";
import { createChecker } from "./check/checker";
import { providerService } from "./service";
import { sdkVersion } from "./sdk";

/** The packages that the embedded cloud stands in for. */
const packages = ["aws", "aws-native"] as const;

export interface ServeProviderOptions {
  readonly cloud: ResourceCloud;
  /** The SDKs that are installed for the program in this folder say what arguments there are. */
  readonly projectDir: string;
  readonly onTime?: (milliseconds: number) => void;
}

export interface ProviderServer {
  /** The value of `PULUMI_DEBUG_PROVIDERS` that attaches an engine. */
  readonly attachment: string;
  close(): void;
}

/** Serves the embedded cloud to an engine, on a loopback port for each package. Throws `E_PORT`. */
export async function serveProvider({ cloud, projectDir, onTime }: ServeProviderOptions): Promise<ProviderServer> {
  const checker = createChecker(projectDir);
  const servers: Server[] = [];
  const ports: string[] = [];
  for (const name of packages) {
    const server = new Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
    const version = sdkVersion(projectDir, name);
    server.addService(
      ResourceProviderService,
      providerService({ cloud, checker, version, ...(onTime === undefined ? {} : { onTime }) }),
    );
    servers.push(server);
    ports.push(`${name}:${await bound(server)}`);
  }
  return {
    attachment: ports.join(","),
    close() {
      for (const server of servers) server.forceShutdown();
    },
  };
}

function bound(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(new CodedError("E_PORT", `the provider must have a free port, got ${error.message}`));
    });
  });
}
