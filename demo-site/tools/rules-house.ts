import type { ShelfRule } from "./taxonomy.ts";

/** Shelves of the house: children, kitchen, home. What stands further down is wider. */
export const HOUSE: readonly ShelfRule[] = [
  // Home, what would else be taken for kitchen
  [
    "HOT WATER BOTTLE|HOTTIE|HAND ?WARMER|HEAT PACK",
    "Home > Hot Water Bottles & Warmers",
    "mending-heart",
  ],
  ["DOORMAT|DOOR MAT|MAT|RUG", "Home > Doormats & Doorstops", "door"],
  ["DOOR ?STOP|DRAUGHT", "Home > Doormats & Doorstops", "door"],
  ["ALARM CLOCK", "Home > Clocks & Mirrors", "alarm-clock"],
  ["CLOCK", "Home > Clocks & Mirrors", "mantelpiece-clock"],
  [
    "METAL SIGN|SIGN|DOORSIGN|PLAQUE|TILE|DOOR HANGER|BOX SIGN|BUILDING BLOCK WORD|BLOCK LETTER|WOOD LETTER|NUMBER",
    "Home > Signs, Boards & Magnets",
    "placard",
  ],
  // Children
  [
    "FELTCRAFT|FELT CRAFT|SOCK PUPPET|CRAFT KIT|JEWELLERY KIT|EASTER CRAFT|CRAFT|KIT CARDS|MAKING KIT|MAKE YOUR OWN|DECOUPAGE|PATCHWORK",
    "Children > Craft Kits",
    "scissors",
  ],
  ["BABY|BIB |NURSERY|HEIGHT CHART", "Children > Children's Tableware", "baby-bottle"],
  [
    "CHILD'?S?'?(REN)?'?S? ?(MUG|CUTLERY|CUP|BOWL|BREAKFAST|APRON|PLATE|TEA|DINNER)|(DOLLY GIRL|SPACEBOY|CIRCUS PARADE).*(MUG|CUTLERY|CUP|BOWL|BREAKFAST|BEAKER|TRAY|PLATE)|CHILDREN.*(APRON|MUG)|LOLLY MAKER|EGG CUP|BEAKER",
    "Children > Children's Tableware",
    "cup-with-straw",
  ],
  [
    "JIGSAW|DOMINO|LUDO|SNAKE|BINGO|PUZZLE|GAME|NOUGHTS|NAUGHTS|SKITTLE|PICK UP STICKS|HEADS AND TAILS|CHESS|TAILS|SOLITAIRE|QUOITS",
    "Children > Games & Puzzles",
    "puzzle-piece",
  ],
  ["SOFT TOY|TEDDY|DOLL|BUNNY SOFT|RAG DOLL|PUPPET", "Children > Toys & Money Boxes", "teddy-bear"],
  [
    "MAGIC DRAWING SLATE|BUBBLES|SANDCASTLE|NIGHT ?LIGHT|PLAYHOUSE|TOY|MARBLES|SPINNING TOP|HARMONICA|SKIPPING|BLOCKS|GLIDER|YO-?YO|ROBOT|RECORDER|WHISTLE|PIRATE|DIABOLO|TREASURE|PLAYTIME|CALCULATOR|ROCKET|SPACE ?SHIP|TRAIN|FARM|FLYTRAP",
    "Children > Toys & Money Boxes",
    "yo-yo",
  ],
  ["MONEY ?(BOX|BANK)|PIGGY", "Children > Toys & Money Boxes", "pig"],
  // Kitchen
  ["(?<!CHRISTMAS.*)NAPKIN", "Kitchen > Linen & Napkins", "fork-and-knife-with-plate"],
  [
    "TEA ?POT|TEA FOR (ONE|TWO)|TEA SET|TEA ?COSY|TEA (STRAINER|SPOON|INFUSER|CADDY)|SUGAR (TONGS|BOWL)|MILK JUG|COFFEE POT",
    "Kitchen > Teapots & Jugs",
    "teapot",
  ],
  ["MUG|TEACUP|CUP|TEA CUP|SAUCER|EGG COSY|BEAKER", "Kitchen > Mugs & Cups", "hot-beverage"],
  ["CAKE ?STAND|BASKET CAKE|CLOCHE", "Kitchen > Cake Stands & Tins", "shortcake"],
  ["CAKE ?TIN|BISCUIT TIN|BREAD BIN|CAKE TINS", "Kitchen > Cake Stands & Tins", "cookie"],
  [
    "CAKE CASE|BAKING|COOKIE CUTTER|BISCUIT CUTTER|CUTTERS|CUPCAKE|LOAF|PETIT FOUR|MOULD|ROLLING PIN|WHISK|MIXING BOWL|CAKE (FORK|SLICE|DECOR)|ICING|CAKES",
    "Kitchen > Baking",
    "cupcake",
  ],
  [
    "(?<!VINTAGE )DOIL(Y|IES)|NAPKIN|TABLECLOTH|PLACEMAT|COASTER|PLACE SETTING|TABLE RUN|FOOD COVER|PLACE MAT",
    "Kitchen > Linen & Napkins",
    "fork-and-knife-with-plate",
  ],
  [
    "TEA TOWEL|APRON|OVEN GLOVE|WASHING UP|DISH CLOTH|OVEN MITT",
    "Kitchen > Linen & Napkins",
    "gloves",
  ],
  ["JAM|MARMALADE|PRESERV", "Kitchen > Jars & Storage Tins", "jar"],
  [
    "(TEA|COFFEE|SUGAR).*(TIN|CANIST|,)|JAR|STORAGE TIN|SPICE TIN|HERB TIN|KNICK KNACK|CONTAINER|ROUND TINS|DISPENSER|CANISTER|MILK BOTTLE|TINS? PANTRY|APOTHECARY|TINS",
    "Kitchen > Jars & Storage Tins",
    "jar",
  ],
  [
    "BOWL|PLATE|DISH(?!.*SOAP)(?<!SOAP DISH)|PLATTER|RAMEKIN|CRUET|SALT",
    "Kitchen > Plates & Bowls",
    "bowl-with-spoon",
  ],
  ["TRAY", "Kitchen > Plates & Bowls", "fork-and-knife-with-plate"],
  [
    "CUTLERY|SPOON|FRYING PAN|COLANDER|SCALES|MEASUR|OPENER|RECIPE|TIMER|CHOPPING|SCOOP|PEELER|GRATER|UTENSIL|EGG (HOLDER|HOUSE|TIMER)|LADLE|CORKSCREW|KITCHEN|JELLY|PAN ",
    "Kitchen > Cooking & Utensils",
    "cooking",
  ],
  [
    "JUG|BOTTLE(?! OPENER)|GLASS(ES)?( TUMBLER)?$|TEA GLASS|WINE|DECANTER|CARAFE|TUMBLER",
    "Kitchen > Teapots & Jugs",
    "amphora",
  ],
  ["MAGNET", "Home > Signs, Boards & Magnets", "magnet"],
  [
    "MEMO ?BOARD|BLACK ?BOARD|CHALK ?BOARD|NOTICE|WALL TIDY|CLIPBOARD",
    "Home > Signs, Boards & Magnets",
    "clipboard",
  ],
  // Home
  [
    "T-LIGHT.*(HOLDER)|TEALIGHT HOLDER|CANDLE ?(HOLDER|STICK|PLATE)|CANDLESTICK|VOTIVE|WILLIE WINKIE|LANTERN|T-LIGHT GLASS|HANGING T-LIGHT|SILVER T-LIGHT|T-LIGHT",
    "Home > Candle Holders & Lanterns",
    "candle",
  ],
  [
    "(CHOCOLATE)?CANDLE|INCENSE|SCENT|FRAGRANCE|POT ?POURRI|OIL BURNER",
    "Home > Candles & Lights",
    "candle",
  ],
  ["LIGHTS?|LAMP|FAIRY LIGHT|LED|DISCO|CHANDELIER", "Home > Candles & Lights", "light-bulb"],
  ["MATCHES", "Home > Candles & Lights", "fire"],
  ["MIRROR", "Home > Clocks & Mirrors", "mirror"],
  [
    "FRAME|WALL ART|PHOTO|PICTURE|ALBUM|CANVAS|POSTER|PRINT(?! |S)",
    "Home > Frames & Wall Art",
    "framed-picture",
  ],
  ["CUSHION|THROW|FILLER PAD|QUILT|BLANKET|PILLOW", "Home > More for the Home", "couch-and-lamp"],
  ["STOOL|CHAIR|SEAT|BENCH", "Home > More for the Home", "chair"],
  [
    "HOOK|HANGER|(DRAWER)?KNOB|RACK|PEG(?! BAG)|KEY HOLDER|CURTAIN|HANDLE|COAT",
    "Home > Hooks & Knobs",
    "hook",
  ],
  [
    "CABINET|DRAWER|SHELF|STORAGE|CHEST|BASKET|CRATE|CUBE|BIN|UNIT|CUPBOARD|MAGAZINE|JEWELLERY STAND|BOOK BOX|BOX|TRINKET|KEEPSAKE|TIN|TIDY|POT|CASES",
    "Home > Boxes & Storage",
    "card-file-box",
  ],
  [
    "BASIN|SOAP|BATH|SPONGE|FLANNEL|TOILET|WC|TOWEL|WASH|TISSUE|BRUSH|SHOWER|TOOTHBRUSH|BALM|HAND CREAM|MANICURE",
    "Home > Bathroom & Tissues",
    "soap",
  ],
  ["PLASTER|FIRST AID", "Home > Bathroom & Tissues", "adhesive-bandage"],
  ["EASTER|CHICK |EGG|BUNNY|RABBIT|HEN ", "Home > Hearts & Decorations", "hatching-chick"],
  ["SCREWDRIVER|SPIRIT LEVEL|TOOL|SCISSOR|TAPE", "Home > Sewing & Laundry", "toolbox"],
  ["HEART", "Home > Hearts & Decorations", "heart-decoration"],
  ["BIRD|DOVE|OWL|BUTTERFLY", "Home > Hearts & Decorations", "bird"],
  [
    "WREATH|WICKER|STAR|DECORATION|HANGING|ANGEL|CHERUB|BELL|MOBILE|FLOWER|FEATHER|FAIRY|TREE|TOADSTOOL|BABUSHKA",
    "Home > Hearts & Decorations",
    "bouquet",
  ],
];
