import type { Registration } from "../../model/registration";
import { plainProperties } from "../wire";
import { type CloudResource, nameOf } from "./cloudResource";

/** A resource of the cloud as the registration that would make it. */
export function registrationOf({ urn, type, id, inputs, computed }: CloudResource): Registration {
  const plain = plainProperties(inputs);
  return {
    urn,
    type,
    name: nameOf(urn),
    custom: true,
    parent: "",
    id,
    inputs: plain,
    outputs: { ...plain, ...plainProperties(computed) },
    dependencies: [],
    protect: false,
  };
}
