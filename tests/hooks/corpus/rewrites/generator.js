function* steps(response) {
  yield (response.headers["x-step"] = [{ key: "X-Step", value: "1" }]);
  if (response.status === "404") yield (response.status = "200");
}
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  for (const step of steps(response)) void step;
  return response;
};
