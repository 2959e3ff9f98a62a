const friendly = { status: "200", statusDescription: "OK" };
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (["502", "503", "504"].includes(response.status)) Object.assign(response, friendly);
  return response;
};
