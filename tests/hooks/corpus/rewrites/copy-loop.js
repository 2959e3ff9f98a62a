exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  const copy = {};
  for (const key in response) copy[key] = key === "status" && response.status === "404" ? "200" : response[key];
  return copy;
};
