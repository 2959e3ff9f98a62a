import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "./wire";

export function propertiesOf(struct: Struct | undefined): Properties {
  return struct === undefined ? {} : struct.toJavaScript();
}

/** Everything that goes back came in as a Struct or is of our own tables: JSON through and through. */
export function structOf(properties: Readonly<Properties>): Struct {
  return Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
}
