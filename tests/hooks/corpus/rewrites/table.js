const better = { 403: "404", 502: "503", 504: "503" };
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  response.status = better[response.status] || response.status;
  return response;
};
