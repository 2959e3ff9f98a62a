const codes = ["500", "502", "504"];
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] === response.status) {
      response.status = "503";
      break;
    }
  }
  return response;
};
