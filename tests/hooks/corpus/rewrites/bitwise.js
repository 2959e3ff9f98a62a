exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  const code = response.status | 0;
  if (code > 399 && !(code & 1)) response.status = "200";
  return response;
};
