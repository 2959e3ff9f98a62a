exports.handler = async (event) => {
  const response = event.Records[0].cf.response
  response.headers["x-a"] = [{ key: "X-A", value: "1" };
  return response;
};
