const path = require("path");
const long = new Set([".css", ".js", ".png"]);
exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const age = long.has(path.extname(request.uri)) ? 31536000 : 60;
  response.headers["cache-control"] = [{ key: "Cache-Control", value: `public, max-age=${age}` }];
  return response;
};
