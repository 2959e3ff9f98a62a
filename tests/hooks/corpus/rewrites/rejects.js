exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (Number(response.status) >= 500) throw new Error("upstream " + response.status);
  return response;
};
