function toWeb(event) {
  const raw = event.Records[0].cf.response;
  return { code: Number(raw.status), raw };
}
function fromWeb(web) {
  return { ...web.raw, status: String(web.code) };
}
exports.handler = async (event) => {
  const web = toWeb(event);
  if (web.code === 404) web.code = 200;
  return fromWeb(web);
};
