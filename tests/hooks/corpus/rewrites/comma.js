exports.handler = async (e, r = e.Records[0].cf.response) => (r.status === "404" && (r.status = "200", r.statusDescription = "OK"), r);
