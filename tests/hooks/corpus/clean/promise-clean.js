exports.handler = (event) =>
  Promise.resolve(event.Records[0].cf.response).then((response) => {
    response.headers["x-a"] = [{ key: "X-A", value: "1" }];
    return response;
  });
