exports.handler = async (event) => {
  const copy = JSON.parse(JSON.stringify(event.Records[0].cf.response));
  copy.headers["x-a"] = [{ key: "X-A", value: "1" }];
  return copy;
};
