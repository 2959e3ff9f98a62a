const value = "max-age=31536000";
export const handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers["strict-transport-security"] = [{ key: "Strict-Transport-Security", value }];
  return response;
};
