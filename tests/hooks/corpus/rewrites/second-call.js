let calls = 0;
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (++calls % 2 === 0) response.status = "503";
  return response;
};
