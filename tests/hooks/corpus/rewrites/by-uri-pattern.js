const assets = /^\/assets\/v[0-9]+\/[a-z]+\.js$/;
exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  if (assets.test(request.uri) && response.status === "404") {
    response.status = "410";
    response.statusDescription = "Gone";
  }
  return response;
};
