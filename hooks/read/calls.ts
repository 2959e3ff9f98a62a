import type { AnyNode, Node } from "acorn";
import { Activations } from "./activations";
import { AsyncHelpers, asyncHelperOf } from "./asyncHelpers";
import { readFields } from "./classes";
import { settled } from "./expressions";
import { constructGlobal } from "./construct";
import { callGlobal } from "./globals";
import type { Frame, Machine } from "./machine";
import { OutsideCalls } from "./outsideCalls";
import { bindParameters } from "./parameters";
import { slot } from "./patterns";
import type { Scope } from "./scope";
import { type Closure, dependsOn, type Item, join, unknown, type Value } from "./values";

const maximumDepth = 60;

export class Calls {
  private readonly activations: Activations;
  private readonly outside: OutsideCalls;
  private depth = 0;
  private readonly asyncHelpers: AsyncHelpers;

  constructor(private readonly m: Machine) {
    this.asyncHelpers = new AsyncHelpers(m);
    this.activations = new Activations(m);
    this.outside = new OutsideCalls(m, (one, given, at, frame) => this.callItem(one, [], given, at, frame));
  }

  call(callee: Value, thisValue: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    if (this.m.state.isSpent) return [this.m.state.derived(unknown, frame.context)];
    if (callee.length === 0)
      return this.m.state.isLast ? this.outside.unknown(unknown, thisValue, given, at, frame) : [];
    return join([], ...callee.map((item) => this.callItem(item, thisValue, given, at, frame)));
  }

  private callItem(item: Item, thisValue: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    switch (item.kind) {
      case "function":
        return this.callClosure(item, item.boundThis ?? thisValue, [...item.boundArguments, ...given], at, frame);
      case "native":
        return item.call(given, at);
      case "global":
        return (
          callGlobal(this.m, item.path, thisValue, given, at, frame) ??
          this.outside.unknown(unknown, thisValue, given, at, frame)
        );
      case "outside":
        return this.outside.outside(item, given, at, frame);
      case "deferred":
        return this.call(settled([item]), thisValue, given, at, frame);
      case "object":
        // A Proxy around a function is called as the function is.
        return join(
          [],
          ...item.sources
            .filter(({ kind }) => kind === "function")
            .map((one) => this.callItem(one, thisValue, given, at, frame)),
        );
      case "constant":
        return [];
      default:
        return this.outside.unknown(dependsOn([item]), thisValue, given, at, frame);
    }
  }

  construct(callee: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    const { state } = this.m;
    let made: Value = [];
    for (const item of callee) {
      if (item.kind === "function") {
        const instance = state.object(at, frame.context, `instance${item.id}`);
        state.source(instance, item.prototype);
        made = join(made, [instance], this.constructed(item, [instance], given, at, frame));
      } else if (item.kind === "global") {
        made = join(made, constructGlobal(this.m, item.path, given, at, frame));
      } else made = join(made, this.callItem(item, [], given, at, frame));
    }
    return made;
  }

  /** Runs fields and constructors of a class and of what it extends. */
  private constructed(item: Closure, instance: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    const node = item.node as AnyNode;
    if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression") {
      return this.callClosure(item, instance, given, at, frame).filter(
        ({ kind }) => kind === "object" || kind === "path",
      );
    }
    const own = node.body.body.find((one) => one.type === "MethodDefinition" && one.kind === "constructor");
    readFields(this.m, item, instance, frame);
    if (own?.type === "MethodDefinition") {
      const constructor = this.m.state.closure(own.value, item.scope, frame.context);
      return this.callClosure(constructor, instance, given, at, frame).filter(
        ({ kind }) => kind === "object" || kind === "path",
      );
    }
    for (const parent of item.object.sources) {
      if (parent.kind === "function") this.constructed(parent, instance, given, at, frame);
    }
    return [];
  }

  private callClosure(closure: Closure, thisValue: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    const { node } = closure;
    if (node.type === "ClassDeclaration" || node.type === "ClassExpression") {
      return this.constructed(closure, thisValue, given, node, frame);
    }
    const { state } = this.m;
    const helper = asyncHelperOf(node);
    if (helper !== undefined) return this.asyncHelpers.call(helper, given, at, frame);
    const activation = this.activations.of(closure, thisValue, given);
    const { scope, returns, yields, sent } = activation;
    const context = state.under(
      frame.context,
      `call:${node.start}:${state.file ?? ""}`,
      undefined,
      state.inFile(scope.file, () => state.position(node.body)),
    );
    const inner: Frame = {
      ...{ scope, context, thisValue, returns, sent },
      yields: node.generator ? yields : undefined,
      home: homeOf(state.homes, closure.scope),
    };
    if (activation.pass !== state.pass && this.depth < maximumDepth) {
      activation.pass = state.pass;
      this.depth++;
      state.inFile(scope.file, () => {
        bindParameters(this.m, node.params, given, inner, node);
        if (node.body.type === "BlockStatement") this.m.statements(node.body.body, inner);
        else state.settle(returns, this.m.evaluate(node.body, inner));
      });
      this.depth--;
    }
    if (!node.generator) return returns.value;
    const generator = state.object(node, frame.context, `generator${closure.id}`, true);
    this.asyncHelpers.isGenerator(generator, activation);
    state.put(generator.rest, slot(this.m, join(yields.value, returns.value), node, frame));
    const next = state.native(node, `next${closure.id}:${frame.context.id}`, (values) => {
      state.settle(sent, values[0] ?? []);
      const step = state.object(node, frame.context, `step${closure.id}`);
      this.m.write([step], [state.constant("value", frame.context)], join(yields.value, returns.value), node, frame);
      this.m.write([step], [state.constant("done", frame.context)], [state.derived(0, frame.context)], node, frame);
      return [step];
    });
    this.m.write([generator], [state.constant("next", frame.context)], [next], node, frame);
    return [generator];
  }
}

function homeOf(homes: ReadonlyMap<Scope, Closure>, scope: Scope | undefined): Closure | undefined {
  for (let at = scope; at !== undefined; at = at.parent) {
    const home = homes.get(at);
    if (home !== undefined) return home;
  }
  return undefined;
}
