exports.originRequest = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri === "/teapot") return { status: "418", headers: {} };
  return request;
};
exports.originResponse = async (event) => {
  const { response } = event.Records[0].cf;
  if (response.status === "404") response.status = "200";
  return response;
};
