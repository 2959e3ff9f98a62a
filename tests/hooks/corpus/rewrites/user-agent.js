const bots = ["Googlebot", "bingbot"];
exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const agent = request.headers["user-agent"]?.[0]?.value ?? "";
  if (bots.some((bot) => agent.includes(bot)) && response.status === "404") response.status = "410";
  return response;
};
