const allowed = ["https://a.example.com", "https://b.example.com"];
exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const origin = request.headers.origin?.[0]?.value;
  if (origin && allowed.includes(origin)) {
    response.headers["access-control-allow-origin"] = [{ key: "Access-Control-Allow-Origin", value: origin }];
    response.headers["vary"] = [{ key: "Vary", value: "Origin" }];
  }
  return response;
};
