type Headers = Record<string, { key?: string; value: string }[]>;
class Edge {
  constructor(private readonly response: { status: string; headers: Headers }) {}
  run() {
    if (this.response.status === "503") this.response.status = "200";
    return this.response;
  }
}
export const handler = async (event: any) => new Edge(event.Records[0].cf.response).run();
