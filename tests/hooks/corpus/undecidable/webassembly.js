const { readFileSync } = require("fs");
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  const module = await WebAssembly.instantiate(readFileSync("./rules.wasm"));
  response.status = String(module.instance.exports.decide(Number(response.status)));
  return response;
};
