const isError = ({ status }) => Number(status) >= 400;
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers["x-kind"] = [{ key: "X-Kind", value: isError(response) ? "error" : "page" }];
  return response;
};
