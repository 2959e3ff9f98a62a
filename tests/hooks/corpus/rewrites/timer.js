const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response.status === "503") {
    await wait(250);
    response.status = "200";
  }
  return response;
};
