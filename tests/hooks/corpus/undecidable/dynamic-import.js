exports.handler = async (event) => {
  const { response, request } = event.Records[0].cf;
  const rules = await import("./rules/" + request.headers.host[0].value + ".mjs");
  return rules.default(response);
};
