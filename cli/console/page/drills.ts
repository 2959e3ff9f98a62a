import { drillList, drillRun, type DrillRun, type ShownReport } from "../view/drillRuns";
import { ask, Refused } from "./api";
import { scrollTable } from "../../../drills/proof/reports/html/scrollTable";
import { el, fill, find, h, onClick, say, type Content } from "./dom";
import { attempt, notice } from "./notice";
import type { Part } from "./store";

const pollMs = 500;

/** Experiments to run on the site as it is served, and what came of them. */
export function drillsPart(): Part {
  const element = el(
    "div",
    { class: "drills" },
    h(
      "section",
      { class: "card catalogue", "aria-labelledby": "drills-title" },
      h("h2", { id: "drills-title" }, "Drills"),
      h(
        "p",
        { class: "quiet" },
        "Each breaks something for real, on the site that is served, and puts everything back. The site without its origin group runs beside it: a drill that would pass without the group proves nothing.",
      ),
      h("div", { class: "experiments" }),
    ),
    h(
      "section",
      { class: "card report", "aria-labelledby": "report-title", tabindex: -1 },
      h("h2", { id: "report-title" }, "Report"),
      h(
        "div",
        { class: "outcome", "aria-live": "polite" },
        h("p", { class: "empty" }, "Run a drill to read its report here."),
      ),
    ),
  );
  let running: string | undefined;
  let isAsked = false;
  const outcome = find(element, ".outcome");
  const mark = (): void => {
    for (const button of element.querySelectorAll<HTMLButtonElement>(".run")) button.disabled = running !== undefined;
  };
  const follow = async (id: string): Promise<void> => {
    running = id;
    mark();
    try {
      for (;;) {
        const run = drillRun(await ask("GET", `/api/drills/${encodeURIComponent(id)}`));
        if (run.report !== undefined || run.error !== undefined) {
          fill(outcome, run.report === undefined ? h("p", { class: "refused" }, run.error) : reportOf(run.report, id));
          break;
        }
        showProgress(outcome, id, run);
        await new Promise((resolve) => setTimeout(resolve, pollMs));
      }
    } catch (error) {
      notice(error);
    } finally {
      running = undefined;
      mark();
    }
  };
  onClick(element, ".run", ({ dataset }) => {
    if (running !== undefined) return;
    running = "starting";
    mark();
    ask("POST", "/api/drills", { experiment: dataset["name"] })
      .then((answer) => follow(drillRun(answer).id))
      .catch((error: unknown) => {
        running = undefined;
        mark();
        notice(error);
      });
    find(element, ".report").scrollIntoView({ block: "nearest" });
  });
  onClick(element, ".stop", ({ dataset }) => {
    attempt(ask("DELETE", `/api/drills/${encodeURIComponent(dataset["id"] ?? "")}`));
  });
  const load = async (): Promise<void> => {
    try {
      const { experiments, running: id } = drillList(await ask("GET", "/api/drills"));
      fill(
        find(element, ".experiments"),
        experiments.map(({ name, title, description, expect }) =>
          h(
            "article",
            { class: "experiment", "aria-label": title },
            h(
              "div",
              {},
              h("h3", {}, title),
              h("p", { class: "quiet" }, description),
              expect === "fail" ? h("p", { class: "quiet" }, "Expected to fail: it shows what goes wrong.") : undefined,
            ),
            h("button", { type: "button", class: "run", "data-name": name, "aria-label": `Run ${title}` }, "Run"),
          ),
        ),
      );
      if (id !== undefined) void follow(id);
    } catch (error) {
      isAsked = false;
      fill(
        find(element, ".experiments"),
        h(
          "p",
          { class: "empty" },
          error instanceof Refused && error.status === 404 ? "No drill can be run on this site." : String(error),
        ),
      );
    }
  };
  return {
    element,
    render(changes) {
      if (isAsked || !changes.has("view")) return;
      isAsked = true;
      void load();
    },
  };
}

function showProgress(outcome: HTMLElement, id: string, run: DrillRun): void {
  const known = outcome.querySelector(".progress");
  const words = run.progress === "" ? "Running…" : run.progress;
  if (known !== null) {
    say(known, words);
    return;
  }
  fill(
    outcome,
    h(
      "p",
      { class: "running" },
      h("span", { class: "spinner", "aria-hidden": "true" }),
      h("span", { class: "progress" }, words),
    ),
    h("button", { type: "button", class: "stop", "data-id": id }, "Stop and put everything back"),
  );
}

function reportOf(report: ShownReport, id: string): Content {
  const { title, verdict, asExpected, reasons, restored, legs, figures, phases } = report;
  return [
    h(
      "p",
      { class: "verdict-line" },
      h("span", { class: `tag ${verdict}` }, verdict),
      h("strong", {}, ` ${title}`),
      h("span", { class: "quiet" }, asExpected ? " · as expected" : " · not as expected"),
    ),
    reasons.length === 0
      ? undefined
      : h(
          "ul",
          { class: "plain" },
          reasons.map((reason) => h("li", {}, reason)),
        ),
    h("h3", {}, "What was asked"),
    table(
      "What was asked",
      ["Leg", "Request", "Status", "From", "Failover", "As wanted"],
      legs.map((leg) => [leg.name, leg.request, leg.status, leg.region, leg.failover, leg.met ? "✓ yes" : "✕ no"]),
    ),
    phases.length === 0
      ? undefined
      : [
          h("h3", {}, "Under load"),
          table(
            "Under load",
            ["Site and phase", "Requests", "Good", "Median", "99 %", "Worst", "Served by"],
            phases.map((phase) => [
              ...[phase.name, phase.requests, phase.good, phase.median, phase.p99, phase.worst, phase.servedBy],
            ]),
          ),
        ],
    figures.length === 0
      ? undefined
      : h(
          "dl",
          { class: "details" },
          figures.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))),
        ),
    h("p", { class: "quiet" }, `It took ${report.seconds} s. ${restored}`),
    h(
      "p",
      { class: "quiet" },
      "Keep it: ",
      forms.map(([format, words], at) => [
        at === 0 ? "" : " · ",
        h("a", { href: `/api/drills/${encodeURIComponent(id)}?format=${format}`, download: true }, words),
      ]),
    ),
  ];
}

const forms = [
  ["html", "a page"],
  ["markdown", "Markdown"],
  ["json", "the journal"],
  ["junit", "JUnit"],
] as const;

function table(label: string, head: readonly string[], rows: readonly (readonly string[])[]): Content {
  return scrollTable(label, head, rows, { table: "legs" });
}
