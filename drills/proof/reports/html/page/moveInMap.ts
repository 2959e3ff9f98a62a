/** Which cell an arrow key leads to. Rows may have holes, and cells that span all columns. */
const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * Walks by the arrow keys among the cells of the map that holds the focus, so that the whole map is one stop of the tab
 * key. Home and End lead to the ends of a row. Whether the key was one of these.
 */
export function moveInMap(event: KeyboardEvent): boolean {
  const from = event.target;
  if (!(from instanceof HTMLButtonElement) || event.altKey || event.ctrlKey || event.metaKey) return false;
  const table = from.closest("table");
  if (table === null || !from.classList.contains("cell")) return false;
  const to = event.key === "Home" || event.key === "End" ? endOf(from, event.key) : next(table, from, event.key);
  if (to === undefined) return Object.hasOwn(steps, event.key);
  for (const cell of table.querySelectorAll<HTMLButtonElement>('.cell[tabindex="0"]')) cell.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
  return true;
}

function endOf(from: HTMLButtonElement, key: string): HTMLButtonElement | undefined {
  const cells = [...(from.closest("tr")?.querySelectorAll<HTMLButtonElement>(".cell") ?? [])];
  return key === "Home" ? cells[0] : cells.at(-1);
}

/** The nearest cell in that direction, by where the cells are drawn. */
function next(table: HTMLTableElement, from: HTMLButtonElement, key: string): HTMLButtonElement | undefined {
  const step = steps[key];
  if (step === undefined) return undefined;
  const [down, right] = step;
  const here = from.getBoundingClientRect();
  let nearest: { cell: HTMLButtonElement; distance: number } | undefined;
  for (const cell of table.querySelectorAll<HTMLButtonElement>(".cell")) {
    const there = cell.getBoundingClientRect();
    const alongY = (there.top - here.top) * down;
    const alongX = (there.left - here.left) * right;
    const isAhead = down === 0 ? alongX > 0 && there.top === here.top : alongY > 0;
    if (!isAhead) continue;
    const isWide = there.width > here.width * 4 || here.width > there.width * 4;
    const aside = down === 0 || isWide ? 0 : Math.abs(there.left - here.left);
    const distance = (down === 0 ? alongX : alongY) + aside * 100;
    if (nearest === undefined || distance < nearest.distance) nearest = { cell, distance };
  }
  return nearest?.cell;
}
