const labels = { status: "edge", 404: "missing", 503: "down" };
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  const label = labels[response.status] || labels.status;
  response.headers["x-label"] = [{ key: "X-Label", value: label }];
  return response;
};
