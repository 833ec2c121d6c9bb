import { icons } from "@iconify-json/fluent-emoji-flat";
import type { Product } from "../fixture.ts";
import { dyed } from "./dye.ts";
import { TINTS } from "./palette.ts";
import { PATTERNS } from "./patterns.ts";

const SIZE = 400;
/** Edge of an icon's own drawing. */
const ICON = 32;

/** One icon's drawing in a 32 × 32 box; `prefix` keeps its gradient ids apart from another icon's. */
export function drawing(name: string, prefix: string): string {
  const icon = icons.icons[name];
  if (!icon) throw new Error(`The icon set has no ${name}`);
  return icon.body
    .replaceAll('id="', `id="${prefix}-`)
    .replaceAll("url(#", `url(#${prefix}-`)
    .replaceAll('href="#', `href="#${prefix}-`);
}

/** A square of `edge` pixels with its middle at (x, y). */
const place = (body: string, x: number, y: number, edge: number, turn = 0) =>
  `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${(edge / ICON).toFixed(3)}) translate(-16 -16)">${body}</g>`;

/** Where a design's motif is printed on a thing: middle and edge, in the icon's own 32 × 32 box. */
const PRINTED: Readonly<Record<string, readonly [x: number, y: number, edge: number]>> = {
  handbag: [16, 21, 8],
  briefcase: [16, 19, 8],
  "shopping-bags": [11, 18.5, 8],
  luggage: [16, 19, 8],
  backpack: [16, 22, 7],
  purse: [16, 19.5, 8],
  "clutch-bag": [16, 18, 8],
  "notebook-with-decorative-cover": [17, 14, 9],
  "orange-book": [17, 14, 9],
  "canned-food": [16, 17, 8],
  "lotion-bottle": [16, 21, 7],
  "running-shirt": [16, 19, 9],
  bucket: [16, 20, 8],
  jar: [16, 20, 8],
  balloon: [16, 11, 8],
  "cup-with-straw": [16, 21, 7],
  door: [16, 11, 7],
};

/** The thing itself in its colour, with the motif of its design printed on where there is room. */
function thing({ icon, motif }: Product, dye: string): string {
  const body = dyed(icon, drawing(icon, "i"), dye);
  const print = PRINTED[icon];
  if (!motif || !print) return body;
  const [x, y, edge] = print;
  return (
    body +
    `<circle cx="${x}" cy="${y}" r="${edge * 0.62}" fill="#fffaf0" opacity=".92"/>` +
    place(drawing(motif, "p"), x, y, edge)
  );
}

/** One, two or three of a thing: a set shows that it is one. */
function arranged(body: string, copies: number): string {
  if (copies === 2) return place(body, 146, 190, 160, -6) + place(body, 256, 212, 160, 6);
  if (copies === 3) {
    return (
      place(body, 116, 178, 122, -8) + place(body, 284, 178, 122, 8) + place(body, 200, 216, 160)
    );
  }
  return place(body, 200, 198, 214);
}

/** The motif of a design as wallpaper, every second row moved by half a step. */
function wallpaper(motif: string): string {
  const body = drawing(motif, "m");
  const tile = place(body, 28, 30, 34, -12) + place(body, 78, 80, 34, 12);
  return `<pattern id="w" width="100" height="100" patternUnits="userSpaceOnUse">${tile}</pattern>`;
}

/** A product's picture: its kind on a tinted ground, with its pattern or the motif of its design behind. */
export function illustration(product: Product): string {
  const tint = TINTS[product.tint]!;
  const behind = product.motif
    ? wallpaper(product.motif)
    : (PATTERNS[product.pattern]?.(tint.ink) ?? "");
  const square = `width="${SIZE}" height="${SIZE}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${SIZE} ${SIZE}" ${square}>`,
    `<defs>${behind}<radialGradient id="g"><stop offset=".55" stop-color="${tint.ground}"/><stop offset="1" stop-color="${tint.ground}" stop-opacity="0"/></radialGradient></defs>`,
    `<rect ${square} fill="${tint.ground}"/>`,
    behind && `<rect ${square} fill="url(#w)" opacity="${product.motif ? 0.5 : 0.75}"/>`,
    `<circle cx="200" cy="200" r="180" fill="url(#g)"/>`,
    `<ellipse cx="200" cy="316" rx="96" ry="10" fill="#3b2f22" opacity=".1"/>`,
    arranged(thing(product, tint.dye), product.copies),
    "</svg>",
  ].join("");
}
