exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response.status === "404") response.status = "not found";
  return response;
};
