exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  response.status = Number(response.status) >= 500 ? "500" : response.status;
  return response;
};
