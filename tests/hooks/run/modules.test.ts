import { expect } from "chai";
import { harmlessModule } from "../../../hooks/run/modules";

describe("what `require` means in a hook", () => {
  it("gives Node's own modules where they reach nothing outside of the process, and no others", () => {
    for (const name of ["crypto", "node:path", "zlib", "util"]) expect(harmlessModule(name), name).to.be.an("object");
    for (const name of ["fs", "node:net", "child_process", "worker_threads", "module", "vm", "process"]) {
      expect(harmlessModule(name), name).to.equal(undefined);
    }
  });
});
