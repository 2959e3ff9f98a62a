import { caseCard } from "../caseCard";
import { heatMap } from "../heatMap";
import type { MapCase } from "../mapCase";
import { moveInMap } from "./moveInMap";
import { toDom } from "./toDom";

/** What a report's page does: draws the map of a behavior where it is opened, and opens the case of a cell. */
const matrix = readMatrix();

for (const details of document.querySelectorAll<HTMLDetailsElement>("details.behavior")) {
  details.addEventListener("toggle", () => {
    draw(details);
  });
  draw(details);
}

document.addEventListener("click", (event) => {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>("button.cell") : null;
  if (cell !== null) open(cell);
});

document.addEventListener("keydown", (event) => {
  if (moveInMap(event)) event.preventDefault();
});

// A case may be linked to: `proof.html#case-17`.
const linked = /^#case-(\d+)$/.exec(location.hash)?.[1];
const behavior = linked === undefined ? undefined : matrix[Number(linked)]?.behavior;
for (const details of document.querySelectorAll<HTMLDetailsElement>("details.behavior")) {
  if (behavior === undefined || details.dataset["behavior"] !== behavior) continue;
  details.open = true;
  draw(details);
  const cell = details.querySelector<HTMLElement>(`[data-case="${String(linked)}"]`);
  if (cell !== null) open(cell);
}

// Paper has nothing to open.
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});

/** The page was made with the matrix in it. */
function readMatrix(): readonly MapCase[] {
  return JSON.parse(document.getElementById("matrix-data")?.textContent ?? "[]") as readonly MapCase[];
}

function draw(details: HTMLDetailsElement): void {
  const place = details.querySelector(".map-place");
  const map = details.open ? heatMap(matrix, details.dataset["behavior"] ?? "") : undefined;
  if (place === null || map === undefined || place.hasChildNodes()) return;
  place.append(toDom(map));
}

function open(cell: HTMLElement): void {
  const one = matrix[Number(cell.dataset["case"])];
  const place = document.getElementById("case");
  if (one === undefined || place === null) return;
  for (const before of document.querySelectorAll('[aria-current="true"]')) before.removeAttribute("aria-current");
  cell.setAttribute("aria-current", "true");
  cell.closest("details")?.after(place);
  place.replaceChildren(toDom(caseCard(one)));
  history.replaceState(null, "", `#case-${String(cell.dataset["case"])}`);
}
