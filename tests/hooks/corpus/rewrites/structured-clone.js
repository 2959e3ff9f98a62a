exports.handler = async (event) => {
  const copy = structuredClone(event.Records[0].cf.response);
  copy.headers["x-edge"] = [{ key: "X-Edge", value: "1" }];
  if (copy.status === "416") copy.status = "200";
  return copy;
};
