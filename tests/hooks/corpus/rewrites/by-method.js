exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  if (request.method === "OPTIONS") {
    response.status = "204";
    response.statusDescription = "No Content";
  }
  return response;
};
