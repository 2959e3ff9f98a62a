import { expect } from "chai";
import { withDirectCalls } from "../../../simulator/pulumi/directCalls";

describe("the calls between an engine and a program", () => {
  it("go to no proxy, and what else the user exempts stays exempt", () => {
    expect(withDirectCalls({ https_proxy: "http://proxy" })).to.deep.equal({
      https_proxy: "http://proxy",
      no_grpc_proxy: "127.0.0.1,localhost",
    });
    expect(withDirectCalls({ no_proxy: "example.com,localhost" })["no_grpc_proxy"]).to.equal(
      "example.com,localhost,127.0.0.1",
    );
    expect(withDirectCalls({ no_proxy: "a", no_grpc_proxy: "b" })["no_grpc_proxy"]).to.equal("b,127.0.0.1,localhost");
  });
});
