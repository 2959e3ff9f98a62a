exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  if (request.origin?.s3?.region === "us-west-2") response.status = "203";
  return response;
};
