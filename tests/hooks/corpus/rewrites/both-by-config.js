exports.handler = async (event) => {
  const { config, request, response } = event.Records[0].cf;
  if (config.eventType === "origin-request") {
    request.uri = request.uri.toLowerCase();
    return request;
  }
  if (response.status === "403") response.status = "404";
  return response;
};
