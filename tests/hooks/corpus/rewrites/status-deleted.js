exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  delete response.status;
  return response;
};
