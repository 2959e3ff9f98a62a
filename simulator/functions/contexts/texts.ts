import { bufferPart } from "./buffer";
import { cloudFrontPart } from "./cloudFront";
import { cryptoPart } from "./crypto";
import { functionPart } from "./function";
import { lambdaPart } from "./lambda";
import { lambdaModulesPart } from "./lambdaModules";
import { querystringPart } from "./querystring";

/** CF-8: what a run logs is cut off there. */
const logLimit = 10_240;

/** The texts that the process of edge code runs first in every context it makes. Each is an expression, a function. */
export interface ContextTexts {
  /** Takes what the process gives it and the runtime's version; gives a `FunctionContext`. */
  readonly function: string;
  /** Takes what the process gives it and the function's code; gives a `LambdaLoader`. */
  readonly lambda: string;
}

/** The contexts as text: a function of this process cannot be handed over, and none of its objects shall be. */
export function contextTexts(): ContextTexts {
  return {
    function: `(powers => {
      "use strict";
      const buffer = (${bufferPart.toString()})(powers);
      const cloudFront = (${cloudFrontPart.toString()})(powers, buffer);
      const modules = {
        __proto__: null,
        buffer: Object.freeze({ Buffer: buffer.Buffer }),
        cloudfront: cloudFront.module,
        crypto: (${cryptoPart.toString()})(powers, buffer),
        querystring: (${querystringPart.toString()})(),
      };
      return (${functionPart.toString()})(powers, modules, cloudFront, ${logLimit});
    })`,
    // Strict all through: what is strict has no `caller` to show.
    lambda: `((powers, code) => {
      "use strict";
      const requireWith = (timers) => (${lambdaModulesPart.toString()})(powers, code, timers);
      return (${lambdaPart.toString()})(powers, requireWith, ${logLimit});
    })`,
  };
}
