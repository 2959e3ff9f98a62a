const setStatus = (res, code, text) => {
  res.status = String(code);
  res.statusDescription = text;
};
exports.handler = async (event) => {
  const { response, request } = event.Records[0].cf;
  if (response.status === "404" && !request.uri.includes(".")) setStatus(response, 200, "OK");
  return response;
};
