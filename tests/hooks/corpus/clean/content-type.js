exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  if (request.uri.endsWith(".wasm")) response.headers["content-type"] = [{ key: "Content-Type", value: "application/wasm" }];
  return response;
};
