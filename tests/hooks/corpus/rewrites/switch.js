exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  switch (response.status) {
    case "301":
      break;
    case "403":
    case "404":
      response.status = "200";
      break;
    default:
  }
  return response;
};
