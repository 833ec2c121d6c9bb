/** Icons of one colour, which may take another; what is colourful in itself keeps its colours. */
const TAKES_DYE = new Set(
  `handbag briefcase shopping-bags luggage backpack purse clutch-bag identification-card
   red-paper-lantern triangular-flag balloon wrapped-gift ribbon label notebook-with-decorative-cover
   orange-book crayon pencil fountain-pen straight-ruler paintbrush scissors yarn thread safety-pin
   hot-beverage teacup-without-handle teapot jar canned-food bowl-with-spoon fork-and-knife-with-plate
   cup-with-straw glass-of-milk cooking amphora rosette running-shirt scarf gloves lotion-bottle
   nazar-amulet hook door alarm-clock mantelpiece-clock nine-oclock mirror card-file-box placard
   clipboard magnet red-heart umbrella umbrella-on-ground bucket basket chair yo-yo pig socks
   roll-of-paper soap toolbox old-key thermometer balance-scale spoon birthday-cake cupcake
   potted-plant love-letter envelope baby-bottle light-bulb confetti-ball bell house wheel`.split(
    /\s+/,
  ),
);

interface Hsl {
  /** Degrees. */
  hue: number;
  saturation: number;
  lightness: number;
}

function hslOf(hex: string): Hsl {
  const [red, green, blue] = [1, 3, 5].map(
    (at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255,
  ) as [number, number, number];
  const high = Math.max(red, green, blue);
  const low = Math.min(red, green, blue);
  const spread = high - low;
  const lightness = (high + low) / 2;
  if (spread === 0) return { hue: 0, saturation: 0, lightness };
  const sixth =
    high === red
      ? ((green - blue) / spread + 6) % 6
      : high === green
        ? (blue - red) / spread + 2
        : (red - green) / spread + 4;
  return { hue: sixth * 60, saturation: spread / (1 - Math.abs(2 * lightness - 1)), lightness };
}

/** Black is shade, never the main colour. */
const visible = (colour: Hsl) => colour.lightness > 0.12;
const isGrey = ({ saturation }: Hsl) => saturation < 0.16;
const apart = (a: number, b: number) => Math.min(Math.abs(a - b), 360 - Math.abs(a - b));
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The colour that most of the shapes have, greys counting as one; hues within 40° belong together. */
function family(colours: readonly Hsl[]): Hsl[] {
  const kin = (one: Hsl) => (other: Hsl) =>
    isGrey(one) ? isGrey(other) : !isGrey(other) && apart(one.hue, other.hue) < 40;
  return colours
    .map((one) => colours.filter(kin(one)))
    .reduce((largest, group) => (group.length > largest.length ? group : largest), []);
}

/** Gives the main colour of an icon another hue and keeps its light and shade. */
export function dyed(icon: string, body: string, dye: string): string {
  if (!TAKES_DYE.has(icon)) return body;
  const colours = [...body.matchAll(/#[0-9a-fA-F]{6}\b/g)]
    .map(([hex]) => hslOf(hex))
    .filter(visible);
  const main = family(colours);
  if (main.length === 0) return body;
  const target = hslOf(dye);
  const middle = mean(main.map(({ lightness }) => lightness));
  const isMain = (colour: Hsl) =>
    main.some((one) => one.hue === colour.hue && one.lightness === colour.lightness);
  return body.replace(/#[0-9a-fA-F]{6}\b/g, (hex) => {
    const colour = hslOf(hex);
    if (!visible(colour) || !isMain(colour)) return hex;
    const light = Math.min(
      0.9,
      Math.max(0.14, target.lightness + (colour.lightness - middle) * 0.8),
    );
    return `hsl(${target.hue.toFixed(0)} ${(target.saturation * 100).toFixed(0)}% ${(light * 100).toFixed(0)}%)`;
  });
}
