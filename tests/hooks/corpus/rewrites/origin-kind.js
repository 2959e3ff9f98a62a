exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  if (request.origin && request.origin.s3 && response.status === "403") response.status = "404";
  return response;
};
