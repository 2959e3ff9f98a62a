export { ResourceCloud, type CloudCall, type CloudStore } from "./cloud";
export { openCloudFile, readCloudFile } from "./cloudFile";
export { stackOf } from "./cloudResource";
export { registrationOf } from "./registrations";
