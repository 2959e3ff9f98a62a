exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  for (const name of ["server", "x-powered-by"]) delete response.headers[name];
  return response;
};
