exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const preview = request.headers["x-preview"];
  if (preview && preview[0].value === "on" && response.status === "503") response.status = "200";
  return response;
};
