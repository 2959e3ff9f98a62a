import { dotsOf, type DotGroup } from "../view/dots";
import type { SiteDescription, Tick } from "../wire";

const svg = "http://www.w3.org/2000/svg";
/** However much flows: no more than these are moved at once. */
const maximumDots = 60;
const legMs = 420;
const spreadMs = 260;

interface Dot {
  readonly circle: SVGCircleElement;
  readonly legs: readonly { readonly path: SVGPathElement; readonly length: number; readonly isBack: boolean }[];
  readonly startMs: number;
}

/** Requests as dots that run along the picture's lines. Who prefers less motion gets none. */
export class Dots {
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");
  private dots: Dot[] = [];
  private isRunning = false;

  constructor(
    private readonly drawing: HTMLElement,
    private readonly site: SiteDescription,
  ) {}

  /** The lines are new ones: what ran along the old ones is gone. */
  useLayout(): void {
    this.dots = [];
  }

  send(tick: Tick): void {
    if (this.still.matches || document.hidden) return;
    const [primary, replica] = this.site.members;
    const now = performance.now();
    for (const group of dotsOf(tick, primary?.origin ?? "", replica?.origin)) {
      for (let i = 0; i < group.count && this.dots.length < maximumDots; i++) {
        this.begin(group, now + (i / group.count) * spreadMs);
      }
    }
    if (this.isRunning || this.dots.length === 0) return;
    this.isRunning = true;
    requestAnimationFrame(this.move);
  }

  private begin({ way, bad }: DotGroup, startMs: number): void {
    const layer = this.drawing.querySelector(".dots");
    if (layer === null) return;
    const legs = this.legsOf(way);
    if (legs.length === 0) return;
    const circle = document.createElementNS(svg, "circle");
    circle.setAttribute("class", `dot ${bad ? "bad" : way === "failover" ? "replica" : way}`);
    circle.setAttribute("r", "3.5");
    circle.setAttribute("visibility", "hidden");
    layer.append(circle);
    this.dots.push({ circle, legs, startMs });
  }

  private legsOf(way: DotGroup["way"]): Dot["legs"] {
    const leg = (name: string, isBack = false): Dot["legs"] => {
      const path = this.drawing.querySelector<SVGPathElement>(`#way-${name}`);
      return path === null ? [] : [{ path, length: path.getTotalLength(), isBack }];
    };
    const asked = [...leg("edge"), ...leg("group")];
    switch (way) {
      case "edge":
        return [...leg("edge"), ...leg("edge", true)];
      case "primary":
      case "replica":
        return [...asked, ...leg(way)];
      case "failover":
        return [...asked, ...leg("primary"), ...leg("primary", true), ...leg("replica")];
      case "other":
        return leg("edge");
    }
  }

  private readonly move = (now: number): void => {
    this.dots = this.dots.filter((dot) => {
      const passed = (now - dot.startMs) / legMs;
      const leg = dot.legs[Math.floor(Math.max(0, passed))];
      if (leg === undefined) {
        dot.circle.remove();
        return false;
      }
      if (passed < 0) return true;
      const along = passed - Math.floor(passed);
      const point = leg.path.getPointAtLength(leg.length * (leg.isBack ? 1 - along : along));
      dot.circle.setAttribute("cx", String(point.x));
      dot.circle.setAttribute("cy", String(point.y));
      dot.circle.setAttribute("visibility", "visible");
      return true;
    });
    this.isRunning = this.dots.length > 0;
    if (this.isRunning) requestAnimationFrame(this.move);
  };
}
