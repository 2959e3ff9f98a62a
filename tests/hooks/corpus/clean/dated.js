exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers["x-edge-time"] = [{ key: "X-Edge-Time", value: new Date().toISOString() }];
  return response;
};
