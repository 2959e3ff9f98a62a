const NOT_FOUND = 404;
export const handler = async (event) => {
  const { response } = event.Records[0].cf;
  if (+response.status === NOT_FOUND) return { ...response, status: "200", statusDescription: "OK" };
  return response;
};
