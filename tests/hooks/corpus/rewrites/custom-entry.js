module.exports = {
  onOriginResponse: async (event) => {
    const { response } = event.Records[0].cf;
    if (response.status === "404") response.status = "200";
    return response;
  },
};
