import { expect } from "chai";
import { argsFromConfig } from "../../../components/config";
import { refusalOf } from "../../support/refusal";

const regions = {
  "static-site-ha:primaryRegion": "us-east-1",
  "static-site-ha:replicaRegion": "us-west-2",
};

describe("the configuration of domains", () => {
  it("reads every argument under its own name", () => {
    const args = argsFromConfig({
      ...regions,
      "static-site-ha:aliases": '["www.example.com"]',
      "static-site-ha:redirectHosts": '["example.com"]',
      "static-site-ha:hostedZoneId": "Z0123456789ABC",
    });
    expect(args).to.deep.include({
      aliases: ["www.example.com"],
      redirectHosts: ["example.com"],
      hostedZoneId: "Z0123456789ABC",
    });
    const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/1";
    const other = { "static-site-ha:aliases": '["a.example"]', "static-site-ha:certificateArn": certificateArn };
    expect(argsFromConfig({ ...regions, ...other })).to.include({ certificateArn });
  });

  it("names the key in a refusal (E_CONFIG_VALUE, E_ALIAS)", async () => {
    const key = "static-site-ha:aliases";
    const refused = (value: string) => refusalOf(() => argsFromConfig({ ...regions, [key]: value }));
    expect(await refused("www.example.com")).to.include({ code: "E_CONFIG_VALUE", path: key });
    expect(await refused('["www"]')).to.include({ code: "E_ALIAS", path: key });
  });
});
