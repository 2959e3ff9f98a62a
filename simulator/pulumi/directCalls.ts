/** The addresses of this machine: the engine, its monitor and its providers. */
const here = ["127.0.0.1", "localhost"];

/** An environment in which the calls between the engine and a program go straight, whatever proxy the user has. Pure. */
export function withDirectCalls(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const exempt = (env["no_grpc_proxy"] ?? env["no_proxy"] ?? "").split(",").filter((host) => host !== "");
  return { ...env, no_grpc_proxy: [...new Set([...exempt, ...here])].join(",") };
}
