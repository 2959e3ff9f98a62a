import { PolicyPack } from "@pulumi/policy";
import { createExamine } from "./examine";
import { policiesWith } from "./policies";

const today = new Date().toISOString().slice(0, "2026-12-31".length);

// It starts a server as soon as it is made: everything that tests import stands elsewhere.
new PolicyPack("static-site-ha", { policies: [...policiesWith({ examine: createExamine(), today })] });
