/** How a product is drawn: what the name says of its colour, pattern and motif. */
export interface Look {
  /** Name of a background colour in `site/palette.ts`. */
  tint: string;
  pattern: string;
  /** A second, smaller illustration, or null. */
  motif: string | null;
  /** How many are drawn: sets show two or three. */
  copies: number;
}

const TINTS: readonly (readonly [RegExp, string])[] = [
  [/\b(RED|RETROSPOT|STRAWBERRY|SANTA|CHERRY)\b/, "red"],
  [/\b(PINK|ROSE|ROSES|DOLLY|SWEETHEART|ROMANTIC|FAIRY)\b/, "pink"],
  [/\b(BLUE|SPACEBOY|AIRMAIL|OCEAN|SEASIDE|SKETCHBOOK)\b/, "blue"],
  [/\b(GREEN|HERB|GARDEN|WOODLAND|LEAF|BOTANICAL|CACTI|CHRISTMAS)\b/, "green"],
  [/\b(TURQUOISE|MINT|BABUSHKA|REGENCY)\b/, "mint"],
  [/\b(PURPLE|LAVENDER|PAISLEY)\b/, "lilac"],
  [/\b(YELLOW|GOLD|DAISY|CHICK|CHICKS|SUNFLOWER|CIRCUS|TUTTI)\b/, "yellow"],
  [/\b(ORANGE|FOLKART|PUMPKIN|TEA)\b/, "orange"],
  [/\b(BROWN|CHOCOLATE|WOOD|WOODEN|WICKER|NATURAL|PARISIENNE)\b/, "sand"],
  [/\b(GREY|SILVER|ZINC|SLATE|METAL|BLACK|SKULL|SKULLS)\b/, "slate"],
  [/\b(IVORY|CREAM|WHITE|GLASS|LACE|DOILY|ANTIQUE)\b/, "cream"],
];
const REST_OF_TINTS = ["pink", "blue", "green", "mint", "lilac", "yellow", "orange", "sand"];

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/RETROSPOT|SPOTTY|\bSPOTS?\b|POLKADOT/, "dots"],
  [/GINGHAM|PICNIC/, "gingham"],
  [/STRIP|REGATTA|CIRCUS|DECK|DINER/, "stripes"],
  [/HEART|LOVE|ROMANTIC/, "hearts"],
  [/SPACEBOY|STAR|DISCO|NIGHT|FAIRY/, "stars"],
  [/CHRISTMAS|SNOW|SANTA|REINDEER|SLEIGH/, "snow"],
  [/WOODLAND|LEAF|BOTANICAL|HERB|GARDEN|PLANT/, "leaves"],
  [/ROSE|FLORAL|FLOWER|DAISY|POPPIES|POSY|PAISLEY|SUKI|BABUSHKA|REGENCY/, "petals"],
  [/DOILY|LACE|PANTRY|DOILIES|BROCANTE/, "rings"],
];

const MOTIFS: readonly (readonly [RegExp, string])[] = [
  [/DOLLY GIRL|SWEETHEART/, "ribbon"],
  [/SPACEBOY|ROCKET/, "rocket"],
  [/CIRCUS/, "circus-tent"],
  [/BABUSHKA/, "nesting-dolls"],
  [/WOODLAND/, "fox"],
  [/TOADSTOOL|MUSHROOM/, "mushroom"],
  [/SKULL|PIRATE/, "skull"],
  [/STRAWBERRY/, "strawberry"],
  [/APPLE/, "red-apple"],
  [/\bPEARS?\b/, "pear"],
  [/CHERRY/, "cherries"],
  [/FAIRY CAKE|CUPCAKE|\bCAKES?\b/, "cupcake"],
  [/BUTTERFLY|BUTTERFLIES/, "butterfly"],
  [/\bOWLS?\b/, "owl"],
  [/LOVE ?BIRD|\bBIRDS?\b|BIRDY|DOVE|SWALLOW/, "dove"],
  [/RABBIT|BUNNY|BUNNIES/, "rabbit"],
  [/\bCHICKS?\b|EASTER/, "hatching-chick"],
  [/\bHEN\b|CHICKEN/, "rooster"],
  [/\bDOG\b|SCOTT|PUPP/, "dog"],
  [/\bCATS?\b/, "cat"],
  [/ELEPHANT/, "elephant"],
  [/DINOSAUR/, "sauropod"],
  [/DUCK/, "duck"],
  [/GIRAFFE/, "giraffe"],
  [/HORSE|GYMKHANA|COWBOY|BUFFALO/, "horse"],
  [/REINDEER/, "deer"],
  [/SNOWM[AE]N|SNOWY/, "snowflake"],
  [/SANTA/, "santa-claus"],
  [/LONDON|QUEEN|KEEP CALM|KINGS|UNION|JUBILEE|REGENCY/, "crown"],
  [/PAISLEY|SUKI/, "lotus"],
  [/LAVENDER/, "hyacinth"],
  [/DAISY/, "blossom"],
  [/POPPIES/, "hibiscus"],
  [/\bROSES?\b/, "rose"],
  [/FLOWER|FLORAL|POSY/, "tulip"],
  [/LEAF|BOTANICAL|HERB/, "herb"],
  [/GIN AND|GIN &|COCKTAIL/, "cocktail-glass"],
  [/DINER/, "cherries"],
  [/FOOTBALL/, "soccer-ball"],
  [/CHARLIE|CHILD'?S|CHILDREN/, "star"],
  [/TEA ?TIME|TEA PARTY|TEA AND/, "teapot"],
  [/HAPPY BIRTHDAY|BIRTHDAY/, "birthday-cake"],
  [/CHRISTMAS/, "christmas-tree"],
  [/HEART|LOVE/, "red-heart"],
  [/\bSTARS?\b/, "star"],
  [/BELLS?\b/, "bell"],
  [/HOME SWEET HOME|WELCOME/, "house"],
  [/LEMON|FRUIT/, "lemon"],
  [/BEACH|SEASIDE/, "spiral-shell"],
  [/PANTRY/, "fork-and-knife"],
  [/MAGIC GARDEN/, "seedling"],
];

const SAID_SIZE =
  /\b(?:SET|PACK|BOX|BUNDLE) ?(?:OF|\/)? ?(\d+)\b|\bS\/(\d+)\b|^(\d+) (?!PIECE|TIER|DRAWER|HOOK)/;

/** Reads the look from the shouted name. `hash` chooses where the name says nothing. */
export function lookOf(name: string, icon: string, hash: number): Look {
  const shouted = name.toUpperCase();
  const find = (rules: readonly (readonly [RegExp, string])[]) =>
    rules.find(([pattern]) => pattern.test(shouted))?.[1];
  const motif = find(MOTIFS) ?? null;
  const size = Number(SAID_SIZE.exec(shouted)?.slice(1).find(Boolean) ?? 1);
  return {
    tint: find(TINTS) ?? REST_OF_TINTS[hash % REST_OF_TINTS.length]!,
    pattern: find(PATTERNS) ?? "plain",
    motif: motif === icon ? null : motif,
    copies: Math.max(1, Math.min(3, size)),
  };
}
