exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  const status = response.status;
  response.headers["x-origin-status"] = [{ key: "X-Origin-Status", value: status }];
  response.status = status;
  return response;
};
