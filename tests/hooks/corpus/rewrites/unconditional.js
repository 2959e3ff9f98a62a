exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  response.status = "200";
  return response;
};
