import { expect } from "chai";
import { localEnvironment } from "../../../cli/local/environment";
import { localFolderOf } from "../../../cli/local/folder";

describe("the environment of a pulumi on the embedded cloud", () => {
  const options = {
    folder: localFolderOf("/site"),
    attachment: "aws:1,aws-native:2",
    binFolders: ["/site/node_modules/.bin"],
    hostFolders: ["/site/.static-site-ha/hosts"],
    stack: "dev",
  };

  it("has nothing of AWS and nothing of the user's own Pulumi", () => {
    const own = {
      AWS_ACCESS_KEY_ID: "a",
      AWS_PROFILE: "b",
      PULUMI_ACCESS_TOKEN: "c",
      PULUMI_CONFIG_PASSPHRASE: "d",
      PULUMI_BACKEND_URL: "s3://mine",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      HOME: "/home/me",
      PATH: "/bin",
    };
    const { PATH, ...env } = localEnvironment(own, options);
    expect(PATH).to.equal("/site/node_modules/.bin:/bin:/site/.static-site-ha/hosts");
    expect(Object.values(env)).not.to.include.members(["a", "b", "c", "d"]);
    expect(env).to.include({
      HOME: "/home/me",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      PULUMI_HOME: "/site/.static-site-ha/pulumi",
      PULUMI_BACKEND_URL: "file:///site/.static-site-ha/backend",
      PULUMI_DEBUG_PROVIDERS: "aws:1,aws-native:2",
      PULUMI_STACK: "dev",
    });
    expect(env).not.to.have.any.keys(
      "PULUMI_ACCESS_TOKEN",
      "PULUMI_CONFIG_PASSPHRASE",
      "AWS_PROFILE",
      "AWS_ACCESS_KEY_ID",
    );
  });
});
