exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response.status === "403") {
    response.status = "404";
    response.statusDescription = "Not Found";
  }
  return response;
};
