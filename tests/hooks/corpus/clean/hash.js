const { createHash } = require("node:crypto");
exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  response.headers["x-page"] = [{ key: "X-Page", value: createHash("sha256").update(request.uri).digest("hex") }];
  return response;
};
