exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  const pairs = Object.entries(response).map(([key, value]) => [key, key === "status" && value === "404" ? "200" : value]);
  return Object.fromEntries(pairs);
};
