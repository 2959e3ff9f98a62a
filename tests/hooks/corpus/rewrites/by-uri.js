exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  if (request.uri === "/health") response.status = "200";
  return response;
};
