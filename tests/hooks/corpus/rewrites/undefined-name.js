exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response.status === "404") {
    log("missing " + event.Records[0].cf.request.uri);
  }
  return response;
};
