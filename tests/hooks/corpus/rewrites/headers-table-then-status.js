const security = { "x-content-type-options": "nosniff", "x-frame-options": "DENY" };
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  for (const [key, value] of Object.entries(security)) response.headers[key] = [{ key, value }];
  if (response.status === "405") {
    response.status = "404";
  }
  return response;
};
