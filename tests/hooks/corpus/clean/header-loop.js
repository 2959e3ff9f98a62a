const wanted = { "x-a": "1", "x-b": "2" };
exports.handler = async ({ Records: [{ cf: { response } }] }) => {
  for (const name of Object.keys(wanted)) response.headers[name] = [{ key: name, value: wanted[name] }];
  return response;
};
