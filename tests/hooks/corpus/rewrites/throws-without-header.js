exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const origin = request.headers.origin[0].value;
  response.headers["access-control-allow-origin"] = [{ key: "Access-Control-Allow-Origin", value: origin }];
  return response;
};
