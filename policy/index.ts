import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies";

// It starts a server as soon as it is made: everything that tests import stands elsewhere.
new PolicyPack("static-site-ha", { policies: [...policies] });
