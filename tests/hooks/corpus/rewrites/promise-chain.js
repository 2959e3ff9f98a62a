exports.handler = (event) =>
  Promise.resolve(event.Records[0].cf)
    .then(({ response }) => response)
    .then((response) => {
      if (response.status === "502") response.status = "200";
      return response;
    });
