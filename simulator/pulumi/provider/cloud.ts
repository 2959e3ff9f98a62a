import { randomBytes } from "node:crypto";
import { createResource } from "../resources";
import { plainProperties, type Properties } from "../wire";
import { CloudRefusal } from "./cloudRefusal";
import { type CloudResource, keyOf, nameOf } from "./cloudResource";
import { refuseCreation } from "./refuseCreation";
import { refuseDeletion } from "./refuseDeletion";
import { plannedOutputs, updatedOutputs } from "./updatedOutputs";

/** Where the resources of the cloud are kept. */
export interface CloudStore {
  readonly resources: Map<string, CloudResource>;
  /** Called after every change, before anybody hears of it. */
  save(): void;
}

/** What is asked of the cloud, for whoever watches or stands in the way. */
export interface CloudCall {
  readonly action: "create" | "update" | "delete";
  readonly type: string;
  readonly name: string;
}

export interface ResourceCloudOptions {
  readonly store: CloudStore;
  /** Called before anything is changed; what it throws is the cloud's refusal. */
  readonly onCall?: (call: CloudCall) => void;
}

/** What a provider asks for. */
export interface Wanted {
  readonly urn: string;
  readonly type: string;
  /** As on the wire. */
  readonly inputs: Readonly<Properties>;
  /** Of the provider; undefined when it has none. */
  readonly region: string | undefined;
}

/** The resources of an AWS account, as far as a site needs them: what may be created, changed and deleted, and when. */
export class ResourceCloud {
  constructor(private readonly options: ResourceCloudOptions) {}

  get resources(): readonly CloudResource[] {
    return [...this.options.store.resources.values()];
  }

  find(type: string, id: string): CloudResource | undefined {
    return this.options.store.resources.get(keyOf(type, id));
  }

  /** What a creation would answer as far as a preview knows it. */
  plan(wanted: Wanted): Properties {
    const planned = createResource({ ...creationOf(wanted), preview: true });
    return { ...wanted.inputs, ...planned.computed };
  }

  /** Throws what AWS would answer with, under AWS's code. */
  create(wanted: Wanted): CloudResource {
    this.call("create", wanted);
    const seed = randomBytes(8).toString("hex");
    const { id, computed } = createResource({ ...creationOf(wanted), preview: false, seed });
    const { urn, type, inputs } = wanted;
    const resource: CloudResource = { urn, type, id, inputs, computed };
    refuseCreation(resource, this.resources);
    return this.put(resource);
  }

  /** What an update would answer as far as a preview knows it. */
  planUpdate(id: string, { type, inputs }: Wanted, olds: Readonly<Properties>): Properties {
    const before = this.find(type, id);
    return { ...(before === undefined ? olds : plannedOutputs(before, inputs)), ...inputs };
  }

  /** Throws `NotFound` for what is gone, and what AWS would answer with. */
  update(id: string, wanted: Wanted): CloudResource {
    this.call("update", wanted);
    const before = this.find(wanted.type, id);
    if (before === undefined) throw notFound(wanted.type, id);
    const after = { ...before, inputs: wanted.inputs, computed: updatedOutputs(before, wanted.inputs) };
    refuseCreation(after, this.resources, true);
    return this.put(after);
  }

  /** What is gone already is deleted. Throws what AWS would answer with. */
  delete(type: string, id: string, urn: string): void {
    this.call("delete", { urn, type });
    const resource = this.find(type, id);
    if (resource === undefined) return;
    refuseDeletion(resource, this.resources);
    this.options.store.resources.delete(keyOf(type, id));
    this.options.store.save();
  }

  private call(action: CloudCall["action"], { type, urn }: Pick<Wanted, "type" | "urn">): void {
    this.options.onCall?.({ action, type, name: nameOf(urn) });
  }

  private put(resource: CloudResource): CloudResource {
    this.options.store.resources.set(keyOf(resource.type, resource.id), resource);
    this.options.store.save();
    return resource;
  }
}

function notFound(type: string, id: string): CloudRefusal {
  return new CloudRefusal("NotFound", `${type} ${id} does not exist on the embedded cloud`);
}

function creationOf({ urn, type, inputs, region }: Wanted) {
  return { urn, type, name: nameOf(urn), inputs: plainProperties(inputs), region };
}
