exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  return new Proxy(response, {
    get: (target, key) => (key === "status" && target[key] === "500" ? "200" : Reflect.get(target, key)),
  });
};
