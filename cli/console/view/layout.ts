export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** From left to right, or on a narrow page from top to bottom. */
  readonly isWide: boolean;
  readonly viewer: Box;
  readonly edge: Box;
  /** Absent where there is one origin only. */
  readonly group?: Box;
  readonly members: readonly Box[];
}

const wideFrom = 680;

/** Where everything of the picture stands, in pixels. */
export function layoutOf(width: number, members: number): Layout {
  return width >= wideFrom ? wideLayout(width, members) : tallLayout(width, members);
}

function wideLayout(width: number, members: number): Layout {
  const height = 264;
  const hasGroup = members > 1;
  const memberWidth = Math.min(250, Math.round(width * 0.26));
  const box = (x: number, boxWidth: number, boxHeight: number): Box => ({
    ...{ x: Math.round(x), width: boxWidth, height: boxHeight },
    y: Math.round((height - boxHeight) / 2),
  });
  const widths = hasGroup ? [104, 156, 132] : [104, 156];
  const gap = (width - 2 - memberWidth - widths.reduce((a, b) => a + b, 0)) / widths.length;
  const viewer = box(1, 104, 56);
  const edge = box(1 + 104 + gap, 156, 84);
  const group = box(1 + 104 + 156 + 2 * gap, 132, 84);
  const x = width - 1 - memberWidth;
  const memberBoxes = hasGroup
    ? [8, height - 8 - 84].map((y) => ({ x, y, width: memberWidth, height: 84 }))
    : [box(x, memberWidth, 84)];
  return { width, height, isWide: true, viewer, edge, ...(hasGroup ? { group } : {}), members: memberBoxes };
}

function tallLayout(width: number, members: number): Layout {
  const hasGroup = members > 1;
  const centred = (y: number, boxWidth: number, height: number): Box => ({
    ...{ y, height, width: boxWidth },
    x: Math.round((width - boxWidth) / 2),
  });
  const viewer = centred(1, 120, 44);
  const edge = centred(87, 190, 68);
  const group = centred(197, 190, 58);
  const between = 76;
  const memberWidth = Math.floor((width - 2 - between) / 2);
  const y = hasGroup ? 303 : 197;
  const memberBoxes = hasGroup
    ? [1, width - 1 - memberWidth].map((x) => ({ x, y, width: memberWidth, height: 84 }))
    : [centred(y, 220, 84)];
  return { width, height: y + 86, isWide: false, viewer, edge, ...(hasGroup ? { group } : {}), members: memberBoxes };
}

/** A curve from one box to another, as SVG writes it. */
export function curve(from: Box, to: Box, isWide: boolean): string {
  if (isWide) {
    const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
    const [x2, y2] = [to.x, to.y + to.height / 2];
    const middle = (x1 + x2) / 2;
    return `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
  }
  const [x1, y1] = [from.x + from.width / 2, from.y + from.height];
  const [x2, y2] = [to.x + to.width / 2, to.y];
  const middle = (y1 + y2) / 2;
  return `M${x1} ${y1} C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
}

/** From the primary to the replica. */
export function replicationLine(from: Box, to: Box, isWide: boolean): string {
  if (isWide) {
    const x = from.x + from.width / 2;
    return `M${x} ${from.y + from.height + 2} L${x} ${to.y - 9}`;
  }
  const y = from.y + from.height / 2;
  return `M${from.x + from.width + 2} ${y} L${to.x - 9} ${y}`;
}
