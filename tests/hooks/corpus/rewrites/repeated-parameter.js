const { parse } = require("node:querystring");

exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const { tone } = parse(request.querystring);
  if (tone) response.headers["x-tone"] = [{ key: "X-Tone", value: tone.trim() }];
  return response;
};
