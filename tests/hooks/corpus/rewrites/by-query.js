const qs = require("querystring");
exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const params = qs.parse(request.querystring);
  if (params.soft === "1") response.status = "200";
  return response;
};
