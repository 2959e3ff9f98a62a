"use strict";
var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.handler = void 0;
const node_crypto_1 = require("node:crypto");
function nonce(seed) {
    return __awaiter(this, void 0, void 0, function* () {
        return (0, node_crypto_1.createHash)("md5").update(seed).digest("hex");
    });
}
const handler = (event) => __awaiter(void 0, void 0, void 0, function* () {
    const { request, response } = event.Records[0].cf;
    try {
        const value = yield nonce(request.headers["x-seed"][0].value);
        for (const name of ["x-one", "x-two"])
            response.headers[name] = [{ key: name, value }];
    }
    catch (error) {
        response.status = "200";
    }
    return response;
});
exports.handler = handler;
