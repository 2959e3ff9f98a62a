exports.handler = async (event) => {
  const { config, request, response } = event.Records[0].cf;
  if (config.eventType === "origin-request") {
    if (request.uri === "/gone") return { status: "410", statusDescription: "Gone", headers: {} };
    return request;
  }
  response.headers["x-a"] = [{ key: "X-A", value: "1" }];
  return response;
};
