const metrics = {};
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  metrics.status = "200";
  metrics.count = (metrics.count || 0) + 1;
  response.headers["x-count"] = [{ key: "X-Count", value: String(metrics.count > 0) }];
  return response;
};
