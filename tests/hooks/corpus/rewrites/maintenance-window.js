exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  const hour = new Date().getUTCHours();
  if (hour >= 2 && hour < 4) {
    response.status = "503";
    response.statusDescription = "Maintenance";
  }
  return response;
};
