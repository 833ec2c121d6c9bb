/** A design that runs through several departments; the shop offers the rest of it on a product page. */
const COLLECTIONS: readonly (readonly [RegExp, string])[] = [
  [/SPACEBOY/, "Spaceboy"],
  [/DOLLY GIRL/, "Dolly Girl"],
  [/CIRCUS PARADE/, "Circus Parade"],
  [/RETROSPOT|RETRO SPOT/, "Retrospot"],
  [/WOODLAND/, "Woodland"],
  [/REGENCY/, "Regency"],
  [/PANTRY/, "Pantry"],
  [/DOILY/, "Vintage Doily"],
  [/VINTAGE LEAF/, "Vintage Leaf"],
  [/PAISLEY/, "Paisley"],
  [/SUKI/, "Suki"],
  [/BABUSHKA/, "Babushka"],
  [/LONDON/, "London"],
  [/UNION (JACK|FLAG)/, "Union Jack"],
  [/HOME SWEET HOME/, "Home Sweet Home"],
  [/KEEP CALM/, "Keep Calm"],
  [/SKULL/, "Skulls"],
  [/ENGLISH ROSE/, "English Rose"],
  [/GINGHAM/, "Gingham"],
  [/POLKADOT/, "Polka Dot"],
  [/STRAWBERRY/, "Strawberry"],
  [/CHRISTMAS/, "Vintage Christmas"],
];

export const collectionOf = (name: string): string | null =>
  COLLECTIONS.find(([pattern]) => pattern.test(name.toUpperCase()))?.[1] ?? null;

/** What is true of everything on a shelf, so that no description claims more than the name says. */
const SHELF_WORDS: Readonly<Record<string, string>> = {
  "Lunch Bags & Boxes": "For packed lunches, picnics and the long way home from school.",
  "Purses & Travel Bags": "Keeps small things together, at home and on the road.",
  "Shopping Bags": "A roomy companion for market days and everything you did not plan to buy.",
  "Umbrellas & Accessories":
    "One of those small things that finish an outfit or brighten a grey day.",
  "Children's Tableware": "Made for small hands and big appetites.",
  "Craft Kits": "For a rainy afternoon at the kitchen table.",
  "Games & Puzzles": "For the whole family, no batteries in sight.",
  "Toys & Money Boxes": "For playtime, pocket money and bedtime stories.",
  "Cards & Wrap": "So that what lies under the tree looks as good as what is in it.",
  Decorations: "Brings out the season, and waits patiently in its box for the next.",
  "Table & Lights": "For a festive table and a warm glow in the window.",
  "Picnic & Outdoor Play": "For long days out of doors.",
  "Planters & Ornaments": "For the garden, the balcony or a sunny window sill.",
  "Bathroom & Tissues": "A little cheer where you would not expect it.",
  "Boxes & Storage": "A good-looking place for the things that never had one.",
  "Candle Holders & Lanterns": "Lovely on a mantelpiece, along a table or hung in a window.",
  "Candles & Lights": "For evenings when the big light stays off.",
  "Clocks & Mirrors": "Useful every day, and good to look at while it is.",
  "Doormats & Doorstops": "The first hello for everyone who comes in.",
  "Frames & Wall Art": "For pictures worth keeping and walls in need of company.",
  "Hearts & Decorations": "To hang, to lean or to give away with a small note.",
  "Hooks & Knobs": "A small change that makes an old cupboard feel new.",
  "Hot Water Bottles & Warmers": "For cold nights, cold hands and early trains.",
  "More for the Home": "A finishing touch for a favourite corner.",
  "Sewing & Laundry": "For mending, making and a washing line with character.",
  "Signs, Boards & Magnets": "Says it for you, on a door, a wall or the fridge.",
  Baking: "For birthdays, bake sales and Sunday afternoons.",
  "Cake Stands & Tins": "Because a good cake deserves a good home.",
  "Cooking & Utensils": "A hard worker with good looks.",
  "Jars & Storage Tins": "For tea, biscuits and whatever your pantry is proud of.",
  "Linen & Napkins": "Sets the table, from weekday supper to tea with guests.",
  "Mugs & Cups": "For the first cup of the day and the one you take to the sofa.",
  "Plates & Bowls": "For breakfast, second breakfast and everything after.",
  "Teapots & Jugs": "Put the kettle on: the rest of the table is waiting.",
  "Balloons & Party Table": "For the table, the cake and the moment the candles are blown out.",
  "Bunting & Lanterns": "Turns a room, a tent or a garden into a party.",
  Cards: "For saying it by hand.",
  "Gift Wrap & Ribbons": "The half of the present that is seen first.",
  "Notebooks & Stamps": "For lists, plans and letters that deserve more than a screen.",
  "Pens & Pencils": "For drawing, doodling and doing homework in good company.",
};

/** One or two honest sentences: what the shelf is for, how many come together, which design it is. */
export function description(name: string, type: string, collection: string | null): string {
  const shelf = SHELF_WORDS[type.split(" > ").at(-1)!];
  const size = /\b(SET|PACK|BOX|BUNDLE) OF (\d+)/i.exec(name);
  const together = size ? `Comes as a ${size[1]!.toLowerCase()} of ${size[2]}.` : "";
  const design = collection ? `Part of our ${collection} range.` : "";
  return [shelf, together, design].filter(Boolean).join(" ");
}
