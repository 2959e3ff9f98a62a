exports.handler = async (event) => {
  const { cf } = event.Records[0];
  const { headers } = cf.response;
  headers["x-robots-tag"] = [{ key: "X-Robots-Tag", value: "noindex" }];
  return cf.response;
};
