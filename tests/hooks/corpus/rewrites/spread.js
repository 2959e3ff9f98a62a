exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  return response.status === "404" ? { ...response, status: "200" } : response;
};
