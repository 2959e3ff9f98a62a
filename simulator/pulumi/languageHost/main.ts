import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { runPlugin } from "./run";
import { languageRuntime } from "./service";

/**
 * A language host for Node.js, for a Pulumi that comes without one: the engine starts it, gives its own address as the
 * first argument that is no option, reads the port from the first line of stdout and asks for what it needs.
 */
function main(args: readonly string[]): void {
  const engineAddress = args.find((arg) => !arg.startsWith("-")) ?? "";
  const server = new Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
  server.addService(LanguageRuntimeService, languageRuntime(engineAddress));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    }
    process.stdout.write(`${port}\n`);
  });
  // The engine holds the other end of stdin: its end is ours, however it ended.
  process.stdin.on("end", () => process.exit(0));
  process.stdin.resume();
}

/** Older engines start a policy pack through an executable of its own; a pack's first words are its port. */
function runPack([engineAddress = "", directory = "."]: readonly string[]): void {
  const { command, args, cwd } = runPlugin({
    directory: resolve(directory),
    entry: ".",
    pwd: directory,
    kind: "analyzer",
    args: [engineAddress],
    env: [],
  });
  const child = spawn(command, args, { cwd, stdio: "inherit" });
  child.once("exit", (code) => process.exit(code ?? 1));
}

const [first, ...others] = process.argv.slice(2);
if (first === "--policy-pack") runPack(others);
else main(process.argv.slice(2));
