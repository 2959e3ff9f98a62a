import type { EmbeddedCloud } from "../../simulator";
import type { Edge } from "../../simulator/cloudfront";
import type { Switches } from "../../simulator/cloudfront/switches";
import type { VirtualClock } from "../../simulator/clock";
import type { SiteModel } from "../../simulator/model/siteModel";
import type { OriginTransport } from "../../simulator/s3/transport";
import type { MutantName } from "./mutants";

interface EdgesOf {
  readonly cloud: EmbeddedCloud;
  readonly distributionId: string;
  readonly origins: OriginTransport;
  readonly clock: VirtualClock;
  readonly mutant: (name: MutantName) => SiteModel;
}

/** The edges that cases are run on, each made when it is first needed: the site's own, its mutants', its switches'. */
export class ProofEdges {
  private consulted = new Set<keyof Switches>();
  private readonly made = new Map<string, Edge>();

  constructor(private readonly of: EdgesOf) {}

  /** The switches that the site's own edge was asked for since they were last taken. */
  takeConsulted(): ReadonlySet<keyof Switches> {
    const { consulted } = this;
    this.consulted = new Set();
    return consulted;
  }

  /** The site as it is. */
  get trial(): Edge {
    return this.edge("trial", { onSwitch: (name) => this.consulted.add(name) });
  }

  /** The site without one thing. */
  without(name: MutantName): Edge {
    return this.edge(name, { model: this.of.mutant(name) });
  }

  /** The site with a switch off its default (D13). */
  flipped(name: keyof Switches, value: string): Edge {
    return this.edge(`${name}=${value}`, { switches: { [name]: value } });
  }

  /** The site without one thing, on other buckets. */
  over(origins: OriginTransport, name: MutantName): Edge {
    const { cloud, distributionId, clock, mutant } = this.of;
    return cloud.edge({ distributionId, origins, clock, model: mutant(name) });
  }

  private edge(
    name: string,
    more: Pick<Parameters<EmbeddedCloud["edge"]>[0], "model" | "switches" | "onSwitch">,
  ): Edge {
    const known = this.made.get(name);
    if (known !== undefined) return known;
    const { cloud, distributionId, origins, clock } = this.of;
    const edge = cloud.edge({ distributionId, origins, clock, ...more });
    this.made.set(name, edge);
    return edge;
  }
}
