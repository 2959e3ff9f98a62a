exports.handler = (event, context, callback) => {
  const cf = event.Records[0].cf;
  const res = cf.response;
  const out = res;
  if (parseInt(out.status, 10) >= 500) {
    out.status = "200";
    out.headers["cache-control"] = [{ key: "Cache-Control", value: "no-store" }];
  }
  callback(null, res);
};
