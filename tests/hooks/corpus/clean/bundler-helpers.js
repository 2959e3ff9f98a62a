"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __export = (target, all) => {
  for (var name in all) __defProp(target, name, { get: all[name], enumerable: true });
};
var __toCommonJS = (mod) => {
  var to = __defProp({}, "__esModule", { value: true });
  for (let key of __getOwnPropNames(mod)) __defProp(to, key, { get: () => mod[key], enumerable: true });
  return to;
};
var source_exports = {};
__export(source_exports, { handler: () => handler });
module.exports = __toCommonJS(source_exports);
var handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers["x-built"] = [{ key: "X-Built", value: "1" }];
  return response;
};
