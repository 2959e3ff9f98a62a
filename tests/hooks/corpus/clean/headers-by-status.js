exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response.status === "200") {
    response.headers["cache-control"] = [{ key: "Cache-Control", value: "public, max-age=60" }];
  } else if (Number(response.status) >= 400) {
    response.headers["cache-control"] = [{ key: "Cache-Control", value: "no-store" }];
  }
  return response;
};
