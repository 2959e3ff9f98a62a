exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response.status === "206") response.status = "200";
  return response;
};
