class Response {
  constructor(raw) {
    this.raw = raw;
  }
  mask() {
    if (Number(this.raw.status) >= 500) this.raw.status = "200";
    return this;
  }
  done() {
    return this.raw;
  }
}
exports.handler = async (event) => new Response(event.Records[0].cf.response).mask().done();
