exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  console.log(JSON.stringify({ uri: request.uri, status: response.status }));
  return response;
};
