exports.handler = async (event) => {
  event.Records.forEach((record) => {
    if (record.cf.response.status === "404") record.cf.response.status = "200";
  });
  return event.Records[0].cf.response;
};
