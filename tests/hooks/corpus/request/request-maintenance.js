exports.handler = async () => {
  const response = { headers: {}, body: "back soon" };
  response.status = "503";
  response.statusDescription = "Service Unavailable";
  return response;
};
