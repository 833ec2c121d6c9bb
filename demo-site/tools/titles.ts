/** What the source shortens or misspells, in the order in which it is put right. */
const REPAIRS: readonly (readonly [RegExp, string])[] = [
  [/\bS\/(\d+)\b|\bSET\/(\d+)\b|\bSET ?(\d+)\b(?! ?PIECE)|\bSET OF(\d+)/g, "SET OF $1$2$3$4"],
  [/\bPACK\/(\d+)/gi, "PACK OF $1"],
  [/\bPC\b/g, "PIECE"],
  [/\bHLDR\b/g, "HOLDER"],
  [/\bASSTD?\b|\bASS\b|\bASSORT\b/g, "ASSORTED"],
  [/\bANT WHITE\b/g, "ANTIQUE WHITE"],
  [/\bDEC\b/g, "DECORATION"],
  [/\bDES\b/g, "DESIGN"],
  [/\bCHOC\b/g, "CHOCOLATE"],
  [/\bSCANDISPOT\b/g, "SCANDI SPOT"],
  [/ W(\/| )(?=\w)/g, " WITH "],
  [/\bTRADTIONAL\b/g, "TRADITIONAL"],
  [/\bNAUGHTS\b/g, "NOUGHTS"],
  [/\bFILIGRIS\b/g, "FILIGREE"],
  [/\bDOILEY(S?)\b/g, "DOILY$1"],
  [/\bPOLKADOT(S?)\b/g, "POLKA DOT$1"],
  [/\bDRAWERKNOB\b/g, "DRAWER KNOB"],
  [/\bCHOCOLATECANDLE\b/g, "CHOCOLATE CANDLE"],
  [/\bSWIRLGLASS\b/g, "SWIRL GLASS"],
  [/\bFELTCRAFT\b/g, "FELT CRAFT"],
  [/\bCHILDRENS\b/g, "CHILDREN'S"],
  [/\bCHILDS\b/g, "CHILD'S"],
  [/\bGARDENERS\b/g, "GARDENER'S"],
  [/\bQUEENS GUARD\b/g, "QUEEN'S GUARD"],
  [/\bTOAST ITS\b/g, "TOAST IT'S"],
  [/(\d)\s?CM\b/gi, "$1 cm"],
  [/(\d)\s?G\b/gi, "$1 g"],
  [/\s*\+\s*/g, " & "],
  [/\s*,\s*(?=\S)/g, ", "],
  [/\bSTRAWBERY\b/g, "STRAWBERRY"],
  [/\bFUSCHIA\b/g, "FUCHSIA"],
  [/\bBUTTERFILES\b/g, "BUTTERFLIES"],
  [/\bN0\b/g, "NO"],
  [/\bMEMOBOARD\b/g, "MEMO BOARD"],
  [/\(\s*/g, " ("],
  [/\s+-\s+/g, ": "],
  [/[\s,.*]+$|^[\s*]+/g, ""],
  [/\s{2,}/g, " "],
];

const SMALL = new Set("a an and at by for from in of on or the to with de la en".split(" "));
const CAPITALS = new Set(
  "3D A4 A5 A6 A7 ABC IPOD LED TV UK US USA USB VIP WC BBQ DIY I XL".split(" "),
);
const AS_WRITTEN = new Set(["cm", "g"]);

/**
 * `WHITE HANGING HEART T-LIGHT HOLDER` → `White Hanging Heart T-Light Holder`: shouted names made
 * readable, with obvious abbreviations written out and nothing else changed.
 */
export function title(shouted: string): string {
  const name = REPAIRS.reduce((text, [wrong, right]) => text.replace(wrong, right), shouted);
  return name
    .trim()
    .split(" ")
    .map((word, at, all) => cased(word, at === 0 || at === all.length - 1))
    .join(" ");
}

function cased(word: string, atEdge: boolean): string {
  if (AS_WRITTEN.has(word) || CAPITALS.has(word.toUpperCase())) {
    return AS_WRITTEN.has(word) ? word : word.toUpperCase();
  }
  const lower = word.toLowerCase();
  if (SMALL.has(lower) && !atEdge) return lower;
  return lower.replace(
    /(^|[-/&("])([a-z])/g,
    (_, before: string, first: string) => before + first.toUpperCase(),
  );
}
