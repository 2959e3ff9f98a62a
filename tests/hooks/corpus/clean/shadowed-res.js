const build = () => {
  const response = { status: "200", body: "" };
  response.status = "404";
  return response;
};
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  const other = build();
  response.headers["x-other"] = [{ key: "X-Other", value: other.status }];
  return response;
};
