exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response.status === "503") {
    response.status = "200";
    response.statusDescription = "OK";
  }
  return response;
};
