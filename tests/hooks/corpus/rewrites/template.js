const hundreds = 2;
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response.status === "204") response.status = `${hundreds}00`;
  return response;
};
