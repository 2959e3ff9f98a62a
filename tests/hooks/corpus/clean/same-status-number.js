exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  return { ...response, status: Number(response.status) };
};
