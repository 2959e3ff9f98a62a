exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  if (request.method !== "GET") return response;
  if (!response.headers["content-type"]?.[0].value.startsWith("text/html")) return response;
  response.headers["x-frame-options"] = [{ key: "X-Frame-Options", value: "SAMEORIGIN" }];
  return response;
};
