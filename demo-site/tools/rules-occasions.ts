import type { ShelfRule } from "./taxonomy.ts";

/**
 * Shelves for occasions and for going out: Christmas, writing, parties, the garden, bags. They are asked
 * before those of the house (`rules-house.ts`).
 */
export const OCCASIONS: readonly ShelfRule[] = [
  // Unmistakable things whose names hold words of other kinds
  ["JIGSAW|PUZZLE", "Children > Games & Puzzles", "puzzle-piece"],
  ["SOFT TOY|TEDDY", "Children > Toys & Money Boxes", "teddy-bear"],
  ["MAKE YOUR OWN|FELTCRAFT(?!.*(BAG|HAIRBAND|CHRISTMAS))", "Children > Craft Kits", "scissors"],
  ["LIP GLOSS|LIPSTICK", "Bags & Accessories > Umbrellas & Accessories", "lipstick"],
  ["CUSHION COVER", "Home > More for the Home", "couch-and-lamp"],
  ["(?<!NATIVITY )MAGNETS?", "Home > Signs, Boards & Magnets", "magnet"],
  ["MOULD", "Kitchen > Baking", "cupcake"],
  [
    "(SKETCHBOOK|PANTRY).*CAKE TIN|CAKE TINS? SKETCHBOOK|CAKE TIN|BISCUIT TIN(?!.*CHRISTMAS)",
    "Kitchen > Cake Stands & Tins",
    "cookie",
  ],
  ["TINS? (DOILY|SKETCHBOOK|VINTAGE DOILY)|KNICK KNACK", "Kitchen > Jars & Storage Tins", "jar"],
  ["RECIPE", "Kitchen > Cooking & Utensils", "clipboard"],
  [
    "T-LIGHTS? (HOLDER|HLDR|GLASS)|TEALIGHT HOLDER|CANDLE ?(HOLDER|STICK|PLATE)|CANDLESTICK|HANGING T-LIGHT",
    "Home > Candle Holders & Lanterns",
    "candle",
  ],
  ["JAM SCENTED CANDLE", "Home > Candles & Lights", "candle"],
  ["PLASTER|FIRST AID", "Home > Bathroom & Tissues", "adhesive-bandage"],
  [
    "MUG(?! WARMER)(?!.*(SPACEBOY|DOLLY))(?<!(CHILDREN|SPACEBOY|DOLLY).*)",
    "Kitchen > Mugs & Cups",
    "hot-beverage",
  ],
  ["CHRISTMAS DOORMAT|DOORMAT", "Home > Doormats & Doorstops", "door"],
  ["EGG COSY", "Kitchen > Teapots & Jugs", "egg"],
  ["JUMBO BAG", "Bags & Accessories > Shopping Bags", "shopping-bags"],
  // Christmas
  ["(?<=CHRISTMAS.*)BUNTING", "Christmas > Decorations", "triangular-flag"],
  ["PAPER CHAIN KIT (50|VINTAGE)", "Christmas > Decorations", "confetti-ball"],
  [
    "ADVENT|CHRISTMAS (STOCKING|GIFT SACK)|CHRISTMAS.*(STOCKING|TREE(?! CARD)|WREATH|STAR)|SLEIGH|NATIVITY|JINGLE",
    "Christmas > Decorations",
    "christmas-tree",
  ],
  [
    "CHRISTMAS.*LIGHTS|CHRISTMAS.*CANDLE|T-LIGHTS? (SANTA|SNOWM)|(SANTA|SNOWM|REINDEER).*T-LIGHT",
    "Christmas > Table & Lights",
    "candle",
  ],
  ["CHRISTMAS.*(BALL|BAUBLE)|BAUBLE|DISCO BALL CHRIST", "Christmas > Decorations", "crystal-ball"],
  ["CRACKER", "Christmas > Table & Lights", "confetti-ball"],
  ["CHRISTMAS.*(RIBBON)|RIBBON.*CHRISTMAS", "Christmas > Cards & Wrap", "ribbon"],
  [
    "(CHRISTMAS|SANTA|YULETIDE|XMAS).*(CARD(?!H)|WRAP|TAG|STICKER|STAMP)|(CARD|WRAP|TAGS?|RIBBON).*(CHRISTMAS|SANTA|YULE)",
    "Christmas > Cards & Wrap",
    "wrapped-gift",
  ],
  ["CHRISTMAS.*(GIFT BAG|BAG)|GIFT BAG.*CHRISTMAS", "Christmas > Cards & Wrap", "shopping-bags"],
  ["CHRISTMAS.*CRAFT|CRAFT.*CHRISTMAS", "Christmas > Decorations", "thread"],
  [
    "CHRISTMAS.*(TIN|NAPKIN|TABLECLOTH|CASES|DOILIES|FRILL|CAKE|PLACE|TABLE|TOILET|BOWL|POT)|SANTA PLACE|(TIN|CASES|DOILIES).*CHRISTMAS",
    "Christmas > Table & Lights",
    "fork-and-knife-with-plate",
  ],
  [
    "CHRISTMAS|SANTA|REINDEER|SNOWM[AE]N|ROCKING HORSE|(SILVER|GOLD).*TABLE DECORATION|XMAS|SCANDINAVIAN.*TREE|WOODEN (TREE|STOCKING) ",
    "Christmas > Decorations",
    "bell",
  ],
  // Stationery
  ["PLAYING CARD|SNAP CARD|CARD GAME", "Children > Games & Puzzles", "joker"],
  ["CARD ?HOLDER", "Home > Frames & Wall Art", "love-letter"],
  [
    "TRAVEL CARD|CARD WALLET|CARD CASE",
    "Bags & Accessories > Purses & Travel Bags",
    "identification-card",
  ],
  [
    "BUNDLE.*(BOOK)|NOTE ?BOOK|NOTEPAD|EXERCISE BOOK|JOURNAL|SHOPPING LIST|SKETCHBOOK(?!.*(RECIPE|TIN))|ADDRESS BOOK|DIARY|ORGANISER(?! PE)|PASSPORT|LUGGAGE TAG|MEMO PAD",
    "Stationery > Notebooks & Stamps",
    "notebook-with-decorative-cover",
  ],
  ["CALENDAR", "Stationery > Notebooks & Stamps", "tear-off-calendar"],
  ["RIBBON", "Stationery > Gift Wrap & Ribbons", "ribbon"],
  [
    "WRAP|WRAPPING|GIFT ?TAG|TISSUE PAPER|GIFT WRAP|PAPER CRAFT",
    "Stationery > Gift Wrap & Ribbons",
    "wrapped-gift",
  ],
  ["GIFT BAG|BOTTLE BAG", "Stationery > Gift Wrap & Ribbons", "shopping-bags"],
  ["PARTY (BAG|CONE)", "Party > Balloons & Party Table", "shopping-bags"],
  ["POSTCARD|LETTER RACK|STATIONERY|WRITING SET|ENVELOPE", "Stationery > Cards", "envelope"],
  ["CARDS?", "Stationery > Cards", "love-letter"],
  [
    "COLOU?RING PENCIL|COLOUR PENCIL|CHALK(?!B)|CRAYON|PAINT SET|STENCIL|MODELLING|COLOURING",
    "Stationery > Pens & Pencils",
    "crayon",
  ],
  ["PENCIL|ERASER|RULER|SHARPENER|RUBBERS", "Stationery > Pens & Pencils", "pencil"],
  ["PENS?|BIRO|FEATHER PEN", "Stationery > Pens & Pencils", "fountain-pen"],
  ["STICKER|TATTOO|STAMP|TAPE|CONFETTI", "Stationery > Notebooks & Stamps", "label"],
  // Party
  ["BUNTING|PENNANT", "Party > Bunting & Lanterns", "triangular-flag"],
  ["GARLAND|HONEYCOMB|LEIS|PAPER CHAIN|STREAMER", "Party > Bunting & Lanterns", "confetti-ball"],
  ["BALLOON|WATER BOMB", "Party > Balloons & Party Table", "balloon"],
  [
    "(BIRTHDAY|PARTY|CELEBRATION|FORK) CANDLE|CANDLE.*BIRTHDAY|CANDLES? VINTAGE DOILY",
    "Party > Balloons & Party Table",
    "birthday-cake",
  ],
  [
    "PAPER (CUP|PLATE)|STRAWS|COCKTAIL (SWORD|PARASOL|UMBRELLA)|PARTY (CUP|PLATE)|PAPER NAPKIN|POPCORN|CORDON|PARTY CHARM",
    "Party > Balloons & Party Table",
    "cup-with-straw",
  ],
  [
    "PAPER (LANTERN|PARASOL|TABLE LANTERN)|(DRAGON|PAPER).*LANTERN",
    "Party > Bunting & Lanterns",
    "red-paper-lantern",
  ],
  ["PARASOL|SILK FAN|SANDALWOOD FAN|FAN", "Party > Bunting & Lanterns", "folding-hand-fan"],
  // Garden before the kitchen, so that watering cans and herb markers are found
  [
    "WATERING CAN|SECATEUR|GARDEN (FORK|TROWEL|GLOVES|KNEEL|TOOLS?)|TROWEL|TWINE|KNEELING|WHEELBARROW|GARDENER|POTTING|GROW |SEED|HOSE",
    "Garden > Planters & Ornaments",
    "seedling",
  ],
  [
    "PLANT(ER)?|HERB (MARKER|GARDEN|POT)|FLOWERPOT|FLOWER POT|GARDEN MARKER|TRELLIS POT|POT HOLDER|WINDOW BOX",
    "Garden > Planters & Ornaments",
    "potted-plant",
  ],
  [
    "BIRD ?HOUSE|BIRD ?TABLE|BIRD ?CAGE|BIRD FEEDER|HEN HOUSE|NESTING BOX(?!ES)|BIRD HOUSE",
    "Garden > Planters & Ornaments",
    "house-with-garden",
  ],
  [
    "THERMOMETER|GAOLER|WINDMILL|WIND ?CHIME|WEATHER|HAMMOCK|ORNAMENT|SUNDIAL",
    "Garden > Planters & Ornaments",
    "thermometer",
  ],
  [
    "PICNIC (?!BAG|BOX)|CAMPING|SEASIDE BUCKET|BEACH|SPADE|DECK ?CHAIR|ACAPULCO|CROQUET|ROUNDERS|GARDEN SET|KITE|TORCH|BICYCLE PUNCTURE REPAIR KIT",
    "Garden > Picnic & Outdoor Play",
    "basket",
  ],
  // Bags & accessories
  [
    "LUNCH BAG|LUNCH ?BOX|BENTO|SNACK BOX|PICNIC BOX",
    "Bags & Accessories > Lunch Bags & Boxes",
    "bento-box",
  ],
  ["PICNIC BAG|COOL(ER)? BAG", "Bags & Accessories > Lunch Bags & Boxes", "backpack"],
  ["BACKPACK|RUCKSACK", "Bags & Accessories > Purses & Travel Bags", "backpack"],
  [
    "AIRLINE|WEEKEND|SUITCASE|LUGGAGE|DOCTOR'S BAG|SHOULDER BAG|WASH ?BAG|TRAVEL BAG|MESSENGER|VANITY",
    "Bags & Accessories > Purses & Travel Bags",
    "luggage",
  ],
  [
    "JUMBO|SHOPPER|SHOPPING BAG|TOTE|CHARLOTTE BAG|RECYCLING BAG|STORAGE BAG|ECO BAG|SHOPPING|BAG (RED|PINK|SUKI|WOOD|VINTAGE)",
    "Bags & Accessories > Shopping Bags",
    "handbag",
  ],
  [
    "PURSE|WALLET|COIN|CLUTCH|MAKE ?UP|COSMETIC|GLASSES CASE",
    "Bags & Accessories > Purses & Travel Bags",
    "purse",
  ],
  [
    "UMBRELLA|PONCHO|RAIN ?HAT|RAIN ?COAT",
    "Bags & Accessories > Umbrellas & Accessories",
    "umbrella",
  ],
  [
    "HAIR(CLIP|BAND)?|LIP GLOSS|NECKLACE|BRACELET|EARRING|BROOCH|KEY ?RING|KEY FOB|BAG CHARM|BANGLE|(?<=BUBBLEGUM )RING|SCARF|PENDANT|GLITTER.*CLIP",
    "Bags & Accessories > Umbrellas & Accessories",
    "ring",
  ],
  [
    "PEG BAG|SEWING|KNITTING|COTTON REEL|CLOTHES PEG|DOLLY PEGS|SHIRT REPAIR|TAPE MEASURE|NEEDLE|BUTTON BOX|PIN CUSHION",
    "Home > Sewing & Laundry",
    "thread",
  ],
];
