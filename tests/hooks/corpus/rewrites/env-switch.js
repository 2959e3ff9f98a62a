exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (process.env.MASK_ERRORS === "yes" && response.status === "503") response.status = "200";
  return response;
};
