// Made from the API's schemas by `node scripts/openapi.mjs`: change those, and run it again.

/** What each operation takes and answers. */
export interface Operations {
  /** Tell of events, and ask what to show. */
  sendEvents: {
    input: {
      body: {
        visitor: string | CanonicalId | null;
        session?: string;
        consent?: Consent;

        /** Null for what is none, such as an empty customer: a mistake there must not cost the events. */
        identity?: Identity | null;
        events: Event[];
        want?: Want[];
      };
    };
    reply: BatchReply;
  };

  /** One slot, without a page. */
  recommend: {
    input: {
      scenario: Scenario;
      slot?: string;
      /** `all`, `category:Kitchen > Mugs`, `brand:X`, `price:10-20 GBP`, `search:<term>`, `segment:<name>`, or `segment` alone for those that the visitor is in. */
      axis?: string;
      count?: number | string;
      /** The item that `related` starts from; the one on the screen when none is named. */
      item?: string;
      /** Filters: what is shown lies in this category, is of this brand, costs this much. */
      category?: string;
      brand?: string;
      "min-price"?: number | string;
      "max-price"?: number | string;
      /** Ids of items to leave out, parted by commas. */
      exclude?: string;
      /** That items are to be priced in, as far as there are any; the page's own, else the shop's. */
      currency?: string;
      /** Diversity: at most so many items of one category, of one brand. */
      "per-category"?: number | string;
      "per-brand"?: number | string;
      /** Whether the answer tells what each score is made of; the bare attribute says yes. */
      explain?: boolean | string;
      /** What the page would write above it, and in its place when the answer is another than asked for. */
      heading?: string;
      "fallback-heading"?: string;
      /** What taking an item out of the visitor's history is called in the page's language. */
      "dismiss-label"?: string;
      /** What asks why an item is shown, in the page's language; without it nobody can ask. */
      "why-label"?: string;
      /** The visitor's id, as the tag has it. */
      visitor?: string;
      /** Short for `axis=segment:…`. */
      segment?: string;
    };
    reply: Decision;
  };

  /** Put a list of the shop's own in the order of a visitor's taste. */
  rerank: { input: { body: RerankBody }; reply: RerankReply };

  /** Recommendations for a mail, chosen when it is opened. */
  makeBlock: {
    input: {
      body: BlockBody & {
        scenario: Scenario;

        /** `all`, `category:Kitchen > Mugs`, `brand:X`, `price:10-20 GBP`, `search:<term>`, `segment:<name>`, or `segment` alone for those that the visitor is in. */
        axis?: string;

        /** The item that `related` starts from; the one on the screen when none is named. */
        item?: string;

        /** Filters: what is shown lies in this category, is of this brand, costs this much. */
        category?: string;
        brand?: string;
        "min-price"?: number | string;
        "max-price"?: number | string;
        exclude?: string[];

        /** That items are to be priced in, as far as there are any; the page's own, else the shop's. */
        currency?: string;

        /** Diversity: at most so many items of one category, of one brand. */
        "per-category"?: number | string;
        "per-brand"?: number | string;

        /** Whether the answer tells what each score is made of; the bare attribute says yes. */
        explain?: boolean | string;

        /** What the page would write above it, and in its place when the answer is another than asked for. */
        heading?: string;
        "fallback-heading"?: string;

        /** What taking an item out of the visitor's history is called in the page's language. */
        "dismiss-label"?: string;

        /** What asks why an item is shown, in the page's language; without it nobody can ask. */
        "why-label"?: string;
      };
    };
    reply: BlockReply;
  };

  /** Add or replace items. */
  putItems: { input: { body: { items: CatalogueItemInput[] } }; reply: ItemsReply };

  /** Items by their ids. */
  findItems: {
    input: {
      /** Once for each item: `?id=1&id=2`. */
      id: string[];
    };
    reply: ItemsFound;
  };

  /** An item as it stands, and whether pages taught it. */
  getItem: {
    input: {
      /** The shop's own id of the item. */
      id: string;
    };
    reply: ItemReply;
  };

  /** Every change of an item's price and stock, the newest first. */
  itemPrices: {
    input: {
      /** The shop's own id of the item. */
      id: string;
      /** `next_cursor` of the page before; none for the first. */
      cursor?: string;
    };
    reply: PriceHistory;
  };

  /** Items by words, the best answer first. */
  searchItems: {
    input: {
      /** Words of the title, brand, category or id; items hold all of them. */
      q: string;
      /** How many items at most. */
      count?: number;
    };
    reply: ItemsFound;
  };

  /** Take an item off every shelf. */
  deleteItem: {
    input: {
      /** The shop's own id of the item. */
      id: string;
    };
    reply: void;
  };

  /** Take in a file, and work through it later. */
  importFile: {
    input: {
      type: "items" | "orders" | "refunds" | "deliveries" | "customers" | "reviews" | "tickets";
      /** Taken from the file when it is not said. */
      format?: "xml" | "csv" | "tsv" | "json" | "ndjson";
      feed?: FeedName;
      /** `replace`: what this feed brought before and lacks now is removed. Default for a named feed. */
      mode?: "replace" | "merge";
      /** Removes even when fewer than half of the last run's items came. */
      force?: "0" | "1" | "true" | "false";
      /** Reads the whole file and reports on it, and keeps nothing of it. */
      dry_run?: "0" | "1" | "true" | "false";
      /** The file's names of columns → ours, as JSON. */
      mapping?: string;
      /** In which order dates such as 03/04/2026 name their parts. */
      dates?: "ymd" | "dmy" | "mdy";
      /** Ids that stand for charges such as postage, parted by commas: money, but no goods. */
      not_items?: string;
      body: string | Uint8Array | ReadableStream;
    };
    reply: ImportTaken;
  };

  /** All imports that are remembered, the latest first. */
  listImports: { input: {}; reply: ImportsReply };

  /** How far an import is, or what it came to. */
  getImport: {
    input: {
      /** The id of the import, as the API told it. */
      id: string;
    };
    reply: ImportReply;
  };

  /** Every line that was not taken, and why. */
  rejectedLines: {
    input: {
      /** The id of the import, as the API told it. */
      id: string;
      /** `next_cursor` of the page before; none for the first. */
      cursor?: string;
    };
    reply: RejectedReply;
  };

  /** Where feeds are fetched from, how it went, and when it is done again. */
  listFeeds: { input: {}; reply: FeedsReply };

  /** Fetch a feed now, and from now on by the clock. */
  putFeed: {
    input: {
      /** The shop's own name of the feed. */
      name: FeedName;
      body: FeedBody;
    };
    reply: FeedReply;
  };

  /** Fetch a feed no more. */
  deleteFeed: {
    input: {
      /** The shop's own name of the feed. */
      name: FeedName;
    };
    reply: void;
  };

  /** Tell of orders as they stand now. */
  putOrders: { input: { body: OrdersBody }; reply: OrdersPut };

  /** All orders of one person. */
  listOrders: {
    input: {
      /** The customer's id, as the shop has it. */
      customer_id?: string;
      /** The visitor's id, as the tag has it. */
      visitor_id?: string;
      /** `next_cursor` of the page before; none for the first. */
      cursor?: string;
    };
    reply: OrdersReply;
  };

  /** One order. */
  getOrder: {
    input: {
      /** The shop's own id of the order. */
      transaction: string;
    };
    reply: OrderReply;
  };

  /** All that is known of a visitor. */
  getPerson: {
    input: {
      /** The visitor's id, as the tag has it. */
      id: string;
      /** `next_cursor` of the page before; none for the first. */
      cursor?: string;
      /** Leaves of the timeline what touches this item. */
      item?: string;
    };
    reply: PersonNow;
  };

  /** All that is known of a customer. */
  getCustomer: {
    input: {
      /** The customer's id, as the shop has it. */
      customer: string;
      /** `next_cursor` of the page before; none for the first. */
      cursor?: string;
      /** Leaves of the timeline what touches this item. */
      item?: string;
    };
    reply: PersonNow;
  };

  /** Tell what one source knows of a customer. */
  putCustomer: {
    input: {
      /** The customer's id, as the shop has it. */
      customer: string;
      body: ProfileBody;
    };
    reply: ProfileReply;
  };

  /** Forget a field, whoever said it. */
  eraseField: {
    input: {
      /** The customer's id, as the shop has it. */
      customer: string;
      /** Its name. */
      field: string;
    };
    reply: void;
  };

  /** Join a record to a customer's. */
  mergePeople: {
    input: {
      /** The customer's id, as the shop has it. */
      customer: string;
      body: MergeBody;
    };
    reply: MergeReply;
  };

  /** Take a record out of a customer's again. */
  unmergePeople: {
    input: {
      /** The customer's id, as the shop has it. */
      customer: string;
      body: MergeBody;
    };
    reply: UnmergeReply;
  };

  /** Send a message to all browsers of a visitor now. */
  pushToVisitor: {
    input: {
      /** The visitor's id, as the tag has it. */
      id: string;
      body: PushBody;
    };
    reply: PushReply;
  };

  /** Send a message to all browsers of a customer now. */
  pushToCustomer: {
    input: {
      /** The customer's id, as the shop has it. */
      customer: string;
      body: PushBody;
    };
    reply: PushReply;
  };

  /** How many people are in each segment. */
  listSegments: { input: {}; reply: SegmentsReply };

  /** Who is in a segment and why, by id. */
  getSegment: {
    input: {
      /** As `GET /v1/segments` tells it. */
      name: string;
      /** `next_cursor` of the page before; none for the first. */
      cursor?: string;
    };
    reply: SegmentReply;
  };

  /** Who is on the shop's pages now. */
  watchVisitors: { input: {}; reply: VisitorsReply };

  /** Visits, orders, channels, landing and exit pages. */
  visitsReport: {
    input: {
      /** The first day, in UTC; 30 days before `to` if not told. */
      from?: string;
      /** The last day, in UTC; today if not told. */
      to?: string;
    };
    reply: VisitsReport;
  };

  /** How visits came back to what the ones before had touched. */
  bridgesReport: {
    input: {
      /** The first day, in UTC; 30 days before `to` if not told. */
      from?: string;
      /** The last day, in UTC; today if not told. */
      to?: string;
    };
    reply: BridgesReport;
  };

  /** Sections of pages that were read. */
  sectionsReport: {
    input: {
      /** The first day, in UTC; 30 days before `to` if not told. */
      from?: string;
      /** The last day, in UTC; today if not told. */
      to?: string;
    };
    reply: SectionsReport;
  };

  /** What came of slots, by the way they were filled. */
  recommendationsReport: {
    input: {
      /** The first day, in UTC; 30 days before `to` if not told. */
      from?: string;
      /** The last day, in UTC; today if not told. */
      to?: string;
    };
    reply: RecommendationsReport;
  };

  /** What was sold, by day and currency. */
  ordersReport: {
    input: {
      /** The first day, in UTC; 30 days before `to` if not told. */
      from?: string;
      /** The last day, in UTC; today if not told. */
      to?: string;
    };
    reply: OrdersReport;
  };

  /** Whom the score selected against whom it did not. */
  audienceReport: {
    input: {
      /** The first day, in UTC; 30 days before `to` if not told. */
      from?: string;
      /** The last day, in UTC; today if not told. */
      to?: string;
    };
    reply: AudienceReport;
  };

  /** How far visits or people came on a way of steps. */
  funnelReport: {
    input: {
      /** The first day, in UTC; 30 days before `to` if not told. */
      from?: string;
      /** The last day, in UTC; today if not told. */
      to?: string;
      /** Steps parted by commas, at most 10, of: page_view, search, view_item_list, view_item, add_to_cart, view_cart, begin_checkout, add_shipping_info, add_payment_info, purchase. */
      steps?: string;
      /** `ordered`: each step no earlier than the one before. */
      order?: "ordered" | "any";
      /** Whether the way is one visit's, or may go over several of the same person. */
      by?: "visit" | "person";
    };
    reply: FunnelReport;
  };

  /** How much of revenue few people bring. */
  paretoReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      /** As of this moment (epoch ms). */
      at: number;

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** Everybody with a valid order by then. */
      people: number;

      /** Net of all valid orders. */
      revenue: number;

      /** Share of revenue that the best fifth of people brings, 0.2 to 1; 0 when nobody bought. */
      top_20_share: number;

      /** Smallest share of people that brings four fifths of revenue. */
      people_for_80: number;

      /** 0 when all spend alike, near 1 when one brings all. */
      gini: number;

      /** Lorenz curve, from the smallest spender: shares of people and of revenue, (0, 0) to (1, 1). */
      lorenz: { people: number; revenue: number }[];

      /** How many are the best fifth. */
      vital: number;

      /** They, the best first; at most `limit`. `cumulative` is the share of revenue up to and with them. */
      list: { person: string; orders: number; net: number; cumulative: number }[];

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** Recency, frequency and money: cells, classes and care plans. */
  rfmReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      /** As of this moment (epoch ms). */
      at: number;

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** Everybody with a valid order by then. */
      people: number;

      /** `quintiles` of the shop, or `fixed`. */
      by: "quintiles" | "fixed";
      cuts: RfmCuts;

      /** `spend` is of six months. Both add up to everybody. */
      cells: { cell: RfmCell; class: RfmClass; people: number; spend: number }[];
      classes: {
        class: RfmClass;
        people: number;
        spend: number;
        name: string;
        plan: string;
        actions: string[];
      }[];

      /** People by R (row, 1 to 5) and F (column, 1 to 5), with their spend. */
      grid: { r: number; f: number; people: number; spend: number }[];

      /** Who spent most in six months first; at most `limit`. */
      list: RfmRow[];

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** Active, silent, dormant and lost. */
  stagesReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      /** As of this moment (epoch ms). */
      at: number;

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** Everybody with a valid order by then. */
      people: number;

      /** Days since the last order on which silent, dormant and lost begin. */
      cuts: StageCuts;

      /** Everybody, in one stage each, with the net of all their orders and what the policy allows. */
      stages: { stage: Stage; people: number; value: number; policy: StagePolicy }[];

      /** Active and silent together: those whose next order is the most likely. */
      most_wanted: number;

      /** Stages by category, each counting those who bought in it; most people first. */
      categories: { category: string; people: number; stages: StageCounts }[];

      /** At the start of each month, as its day, and now. */
      stock: { day: string; people: number; stages: StageCounts }[];

      /** Between one day of `stock` and the next, where people went; moves of nobody are left out. */
      flows: { from: string; to: string; moves: { from: Origin; to: Stage; people: number }[] }[];

      /** Of the chosen stage, or the most wanted: the latest order first; at most `limit`. */
      list: {
        person: string;
        stage: Stage;

        /** Epoch ms. */
        last_order: number;

        /** When the next stage begins without an order, epoch ms; null once lost. */
        next_stage_at: number | null;
        orders: number;
        net: number;
      }[];

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** What customers are worth, in five aspects. */
  valueReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      /** As of this moment (epoch ms). */
      at: number;

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** Everybody with a valid order by then. */
      people: number;
      weights: Record<Aspect, number>;

      /** Mean over people, 0 to 100; null for an aspect that the shop has too little data for. */
      means: {
        current: number | null;
        future: number | null;
        loyalty: number | null;
        credit: number | null;
        growth: number | null;
        composite: number;
      };

      /** People by composite: ten bins from 0–10 to 90–100, which add up to everybody. */
      histogram: { from: number; people: number }[];

      /** The most valuable first, each aspect with its reason; at most `limit`. */
      list: {
        person: string;

        /** 0 to 100: the weighted mean of the aspects that have a score. */
        composite: number;
        aspects: Record<Aspect, AspectScore>;
      }[];

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** New and returning buyers by month. */
  buyerMixReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      /** As of this moment (epoch ms). */
      at: number;

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** Everybody with a valid order by then. */
      people: number;

      /** Months with an order, the oldest first. The last one may not be over. */
      months: BuyerMix[];

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** The lost, by how long and how often. */
  lostGridReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      /** As of this moment (epoch ms). */
      at: number;

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** Everybody with a valid order by then. */
      people: number;
      lost: number;

      /** Net of all their orders. */
      value: number;

      /** Every row with every column; `to` is null in the last of each. Cells add up to the lost. */
      cells: LostCell[];

      /** Of the chosen cell: who was worth most first; at most `limit`. */
      list: { person: string; gap: number; orders: number; net: number }[];

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** What lower churn would earn. */
  churnReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      /** As of this moment (epoch ms). */
      at: number;

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** Everybody with a valid order by then. */
      people: number;

      /** Whether money is the margin, when the shop has said its share, or net sales. */
      money: "margin" | "net_sales";

      /** Why there is no projection; null when there is one. */
      missing: string | null;

      /** Of those who ordered in the half-year before the last, how many did not in the last one. */
      churn: { rate: number; interval: [number, number]; n: number } | null;

      /** Who ordered in the last half-year, and what they bring in twelve months at the present churn. */
      present: { people: number; value: number } | null;

      /** What lower churn adds to that. */
      effects: ChurnEffect[];

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** What customers will bring in twelve months. */
  clvReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      /** As of this moment (epoch ms). */
      at: number;

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** Everybody with a valid order by then. */
      people: number;

      /** Days that are forecast. */
      days: number;

      /** Why there is no forecast; null when there is one. */
      missing: string | null;

      /** BG/NBD's parameters, with time in weeks as in all that is published, and Gamma-Gamma's, in minor units. */
      model: {
        time: "week";
        r: number;
        alpha: number;
        a: number;
        b: number;
        p: number;
        q: number;
        gamma: number;
      } | null;

      /** Pearson's correlation of how often and for how much people came back, which Gamma-Gamma takes to be none: far from 0, values are to be taken with care. Null when either does not vary. */
      correlation: number | null;

      /** What is expected of those who ordered once and of the others, all together. */
      one_time: { people: number; orders: number; value: number };
      repeat: { people: number; orders: number; value: number };

      /** The highest forecast first; at most `limit`. `alive` is null for one order, which tells nothing of it. */
      list: {
        person: string;
        alive: number | null;
        orders: number;

        /** Minor units an order. */
        orderValue: number;

        /** Minor units: orders times their value. */
        value: number;

        /** What the number of orders is read from. */
        basis: "bg_nbd" | "first_return_curve";
      }[];

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** From the first order to the second: curve and wall. */
  f2Report: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      /** People at the start. */
      n: number;
      matured: MaturedPoint[];

      /** Weekly and at the horizons, as far as enough people are at risk. */
      kaplan_meier: SurvivalPoint[];

      /** Who has come back so far of everybody, however new: too low while the shop grows. */
      naive: Rate;
      nth: number;

      /** How many of those with n orders have n + 1 so far. */
      transitions: {
        rate: number | null;

        /** 95 %. */
        interval: [number, number] | null;

        /** People that it rests on. */
        n: number;
        from: number;
        to: number;
      }[];
      wall: WallVerdict;

      /** The largest first, or by month in time; only groups that are large enough to tell of. */
      groups: {
        /** People at the start. */
        n: number;
        matured: MaturedPoint[];

        /** Weekly and at the horizons, as far as enough people are at risk. */
        kaplan_meier: SurvivalPoint[];

        /** Who has come back so far of everybody, however new: too low while the shop grows. */
        naive: Rate;
        group: string;
      }[];

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** What second orders hold after first ones. */
  productMatrixReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      /** People with a second order. */
      n: number;
      products: FollowedBy[];
      categories: FollowedBy[];

      /** Pairs that were tested. */
      tested: { products: number; categories: number };

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** Products whose buyers come back more often. */
  gatewayReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      days: number;

      /** Products whose first buyers come back more often than expected, the surest first. */
      gateways: Gateway[];

      /** The same for later orders: what keeps those who are back already. */
      later: Gateway[];
      tested: number;

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** One-time buyers by their chance of a second order. */
  propensityReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      days: number;
      one_time_buyers: number;

      /** How many of them will come back, by the sum of their chances. */
      expected: number;

      /** What the chances rest on, and how each did on people that it was not fitted to. */
      model: "curve" | "scored";
      trial: { curve: number; scored: number; people: number } | null;

      /** The likeliest first. */
      people: ComebackCandidate[];

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** Who runs out of what when. */
  clockReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      /** From the shop's own deliveries; null while too few are told, and three days are allowed for. */
      lead_time: LeadTime | null;

      /** 1: twice the units last twice as long; 0: the next order comes whatever was bought. */
      elasticity: number;

      /** Standard deviation of ln(days) around the forecast. */
      spread: number;

      /** Items that are bought again, most gaps first. */
      items: ItemClock[];

      /** Run-outs ahead, the next to be asked first. */
      upcoming: UpcomingRunOut[];

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** Everybody from awareness to advocacy. */
  journeyReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      /** Epoch ms. */
      at: number;

      /** Everybody of whom something is known; `stages` add up to them, and so do the channels. */
      people: number;
      stages: JourneyRow[];

      /** The same by channel of the first visit, `unknown` without one; most people first. */
      channels: { channel: string; people: number; stages: JourneyRow[] }[];

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** Pages that repeat buyers see more. */
  pagesReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      label: "association: test it";

      /** Repeat buyers with visits between their orders, and those whom they are compared with. */
      repeat_buyers: number;
      matches: number;
      tested: number;

      /** Pages that repeat buyers over-visit, the surest first. */
      pages: RepeatBuyerPage[];

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** Early behaviour of later loyal customers. */
  precursorsReport: {
    input: {
      /** As of this moment; now, if not told. */
      at?: string;
      /** That orders are in; the one of most orders, if not told. */
      currency?: string | null;
      /** How many people or things are listed at most. */
      limit?: number;
      /** Of `stages`: whom it lists. */
      stage?: Stage;
      /** Of `lost-grid`: whom it lists, by the days and orders at which their cell begins. */
      cell?: string;
      /** Of `f2`: the order after which its clock starts. */
      nth?: number;
      /** Of `f2`: the groups that it tells of. */
      by?: "month" | "channel" | "product" | "category";
      /** Of `clock`: days ahead within which somebody runs out. */
      within?: number;
    };
    reply: {
      window: number;
      orders: number;
      horizon: number;

      /** People whose window and horizon are over, and how many of them became loyal. */
      people: number;
      loyal: number;

      /** Behaviours that came after the window, and cannot have been early: left out. */
      rejected: number;
      tested: number;

      /** What future loyal customers did more, the surest first. */
      precursors: Precursor[];

      /** ISO 4217; null when nobody bought. */
      currency: string | null;

      /** What of the shop's orders is not in it. */
      left_out: {
        /** Valid orders that name nobody. */
        nobody: number;

        /** Cancelled, given back in full, or goods for nothing. */
        invalid: number;
        test: number;

        /** Dated later than `at`. */
        future: number;

        /** Valid orders in other currencies. */
        currencies: Record<string, number>;
      };
    };
  };

  /** The model card of purchase intent. */
  intentModel: { input: {}; reply: ModelCard };

  /** How large each shard of the shelf is. */
  shelfSize: { input: {}; reply: ShelfReply };

  /** Where announcements are posted to, and how it goes. */
  listWebhooks: { input: {}; reply: WebhooksReply };

  /** Make a webhook, and show its secret this once. */
  makeWebhook: { input: { body: WebhookBody }; reply: WebhookMadeReply };

  /** Change a webhook. */
  putWebhook: {
    input: {
      /** The id of the webhook, as the API told it. */
      id: string;
      body: WebhookBody;
    };
    reply: WebhookReply;
  };

  /** Make a webhook's secret anew. */
  rotateWebhookSecret: {
    input: {
      /** The id of the webhook, as the API told it. */
      id: string;
    };
    reply: WebhookMadeReply;
  };

  /** Send a test event, and tell what came of it. */
  testWebhook: {
    input: {
      /** The id of the webhook, as the API told it. */
      id: string;
    };
    reply: DeliveryReply;
  };

  /** Send dead letters again. */
  replayWebhook: {
    input: {
      /** The id of the webhook, as the API told it. */
      id: string;
      body: ReplayBody;
    };
    reply: ReplayReply;
  };

  /** Deliveries of the last 30 days, the newest first. */
  listDeliveries: {
    input: { webhook?: string; status?: "delivered" | "waiting" | "dead"; cursor?: string };
    reply: DeliveriesReply;
  };

  /** Send one delivery again. */
  replayDelivery: {
    input: {
      /** The id of the delivery, as the API told it. */
      id: string;
    };
    reply: DeliveryReply;
  };

  /** What is told, the oldest first. */
  listOutbound: {
    input: {
      /** `next_cursor` of the page before; none for the first. */
      cursor?: string;
      /** Only of this type. */
      type?: string;
      /** Only of this person. */
      person?: string;
    };
    reply: OutboundReply;
  };

  /** Post there no more. */
  deleteWebhook: {
    input: {
      /** The id of the webhook, as the API told it. */
      id: string;
    };
    reply: void;
  };

  /** What a browser subscribes with. */
  getPushKey: { input: {}; reply: PushKeyReply };

  /** Keep a browser's subscription with its visitor, or drop it. */
  putSubscription: { input: { body: SubscriptionBody }; reply: void };

  /** Everything about a person, to read or to take elsewhere. */
  accessPerson: { input: { body: AccessBody }; reply: AccessReply };

  /** The way to a person's own page, for an hour. */
  ownPageLink: { input: { body: PersonBody }; reply: OwnPageReply };

  /** What a message carries, so that one click ends them. */
  unsubscribeLink: { input: { body: UnsubscribeBody }; reply: UnsubscribeReply };

  /** Take every copy of a person out. */
  erasePerson: { input: { body: ErasureBody }; reply: ErasureReply };

  /** How far an erasure is; when it is done, its receipt. */
  erasureProgress: {
    input: {
      /** The id of the request, as the API told it. */
      id: string;
    };
    reply: ErasureReply;
  };

  /** Whether a receipt is genuine, and of the person named. */
  verifyReceipt: { input: { body: VerifyBody }; reply: VerifyReply };

  /** The shop's settings. */
  getSettings: { input: {}; reply: Settings };

  /** Replace the shop's settings. */
  putSettings: { input: { body: SettingsInput }; reply: Settings };

  /** The sections of pages that are told apart, with the default ones. */
  getSections: { input: {}; reply: Record<string, string[]> };

  /** The secret that signs customers' ids. */
  getIdentitySecret: { input: {}; reply: IdentitySecretReply };

  /** What is not as it should be, and what was not within the last 30 days. */
  listAlerts: { input: {}; reply: AlertsReply };

  /** Who changed what in the last 25 months, the latest first. */
  readAuditLog: {
    input: {
      /** `next_cursor` of the page before; none for the first. */
      cursor?: string;
    };
    reply: AuditReply;
  };

  /** What an assistant of the shop, such as a chatbot, can do. */
  listTools: { input: {}; reply: ToolsReply };

  /** Move the shop's time, where there is a test clock. */
  setClock: { input: { body: ClockBody }; reply: ClockReply };

  /** The shop's keys, but not what they are. */
  listKeys: { input: {}; reply: KeysReply };

  /** Make a key, and show it this once. */
  makeKey: { input: { body: KeyBody }; reply: KeyMade };

  /** Make a key that takes another's place. */
  rotateKey: {
    input: {
      /** The id of the key, as the API told it. */
      id: string;
      body: RotateBody;
    };
    reply: KeyMade;
  };

  /** Take a key back. */
  revokeKey: {
    input: {
      /** The id of the key, as the API told it. */
      id: string;
    };
    reply: void;
  };

  /** Users of the console. */
  listUsers: { input: {}; reply: UsersReply };

  /** Add a user, with the link that signs them in. */
  addUser: { input: { body: UserBody }; reply: LinkReply };

  /** Make another link for a user. */
  inviteUser: {
    input: {
      /** The user's e-mail. */
      email: Email;
    };
    reply: LinkReply;
  };

  /** Change a user's role. */
  changeUser: {
    input: {
      /** The user's e-mail. */
      email: Email;
      body: RoleBody;
    };
    reply: void;
  };

  /** Sign a user out everywhere. */
  signUserOut: {
    input: {
      /** The user's e-mail. */
      email: Email;
    };
    reply: void;
  };

  /** Take a user out. */
  removeUser: {
    input: {
      /** The user's e-mail. */
      email: Email;
    };
    reply: void;
  };
}

/** Where each is. */
export const ADDRESSES = {
  sendEvents: ["POST", "/v1/events"],
  recommend: ["GET", "/v1/recommendations/{scenario}"],
  rerank: ["POST", "/v1/rerank"],
  makeBlock: ["POST", "/v1/blocks"],
  putItems: ["PUT", "/v1/items"],
  findItems: ["GET", "/v1/items"],
  getItem: ["GET", "/v1/items/{id}"],
  itemPrices: ["GET", "/v1/items/{id}/prices"],
  searchItems: ["GET", "/v1/search"],
  deleteItem: ["DELETE", "/v1/items/{id}"],
  importFile: ["POST", "/v1/imports"],
  listImports: ["GET", "/v1/imports"],
  getImport: ["GET", "/v1/imports/{id}"],
  rejectedLines: ["GET", "/v1/imports/{id}/rejected"],
  listFeeds: ["GET", "/v1/feeds"],
  putFeed: ["PUT", "/v1/feeds/{name}"],
  deleteFeed: ["DELETE", "/v1/feeds/{name}"],
  putOrders: ["PUT", "/v1/orders"],
  listOrders: ["GET", "/v1/orders"],
  getOrder: ["GET", "/v1/orders/{transaction}"],
  getPerson: ["GET", "/v1/people/{id}"],
  getCustomer: ["GET", "/v1/people/c/{customer}"],
  putCustomer: ["PUT", "/v1/people/c/{customer}"],
  eraseField: ["DELETE", "/v1/people/c/{customer}/fields/{field}"],
  mergePeople: ["POST", "/v1/people/c/{customer}/merge"],
  unmergePeople: ["POST", "/v1/people/c/{customer}/unmerge"],
  pushToVisitor: ["POST", "/v1/people/{id}/push"],
  pushToCustomer: ["POST", "/v1/people/c/{customer}/push"],
  listSegments: ["GET", "/v1/segments"],
  getSegment: ["GET", "/v1/segments/{name}"],
  watchVisitors: ["GET", "/v1/visitors"],
  visitsReport: ["GET", "/v1/reports/visits"],
  bridgesReport: ["GET", "/v1/reports/bridges"],
  sectionsReport: ["GET", "/v1/reports/sections"],
  recommendationsReport: ["GET", "/v1/reports/recommendations"],
  ordersReport: ["GET", "/v1/reports/orders"],
  audienceReport: ["GET", "/v1/reports/audience"],
  funnelReport: ["GET", "/v1/reports/funnel"],
  paretoReport: ["GET", "/v1/reports/pareto"],
  rfmReport: ["GET", "/v1/reports/rfm"],
  stagesReport: ["GET", "/v1/reports/stages"],
  valueReport: ["GET", "/v1/reports/value"],
  buyerMixReport: ["GET", "/v1/reports/buyer-mix"],
  lostGridReport: ["GET", "/v1/reports/lost-grid"],
  churnReport: ["GET", "/v1/reports/churn"],
  clvReport: ["GET", "/v1/reports/clv"],
  f2Report: ["GET", "/v1/reports/f2"],
  productMatrixReport: ["GET", "/v1/reports/product-matrix"],
  gatewayReport: ["GET", "/v1/reports/gateway"],
  propensityReport: ["GET", "/v1/reports/propensity"],
  clockReport: ["GET", "/v1/reports/clock"],
  journeyReport: ["GET", "/v1/reports/journey"],
  pagesReport: ["GET", "/v1/reports/pages"],
  precursorsReport: ["GET", "/v1/reports/precursors"],
  intentModel: ["GET", "/v1/models/intent"],
  shelfSize: ["GET", "/v1/shelf"],
  listWebhooks: ["GET", "/v1/webhooks"],
  makeWebhook: ["POST", "/v1/webhooks"],
  putWebhook: ["PUT", "/v1/webhooks/{id}"],
  rotateWebhookSecret: ["POST", "/v1/webhooks/{id}/rotate"],
  testWebhook: ["POST", "/v1/webhooks/{id}/test"],
  replayWebhook: ["POST", "/v1/webhooks/{id}/replay"],
  listDeliveries: ["GET", "/v1/deliveries"],
  replayDelivery: ["POST", "/v1/deliveries/{id}/replay"],
  listOutbound: ["GET", "/v1/outbound"],
  deleteWebhook: ["DELETE", "/v1/webhooks/{id}"],
  getPushKey: ["GET", "/v1/push/key"],
  putSubscription: ["PUT", "/v1/push/subscription"],
  accessPerson: ["POST", "/v1/privacy/access"],
  ownPageLink: ["POST", "/v1/privacy/link"],
  unsubscribeLink: ["POST", "/v1/privacy/unsubscribe"],
  erasePerson: ["POST", "/v1/privacy/erasure"],
  erasureProgress: ["GET", "/v1/privacy/{id}"],
  verifyReceipt: ["POST", "/v1/privacy/verify"],
  getSettings: ["GET", "/v1/settings"],
  putSettings: ["PUT", "/v1/settings"],
  getSections: ["GET", "/v1/settings/sections"],
  getIdentitySecret: ["GET", "/v1/identity"],
  listAlerts: ["GET", "/v1/alerts"],
  readAuditLog: ["GET", "/v1/audit"],
  listTools: ["GET", "/v1/tools"],
  setClock: ["PUT", "/v1/clock"],
  listKeys: ["GET", "/v1/keys"],
  makeKey: ["POST", "/v1/keys"],
  rotateKey: ["POST", "/v1/keys/{id}/rotate"],
  revokeKey: ["DELETE", "/v1/keys/{id}"],
  listUsers: ["GET", "/v1/users"],
  addUser: ["POST", "/v1/users"],
  inviteUser: ["POST", "/v1/users/{email}/link"],
  changeUser: ["PUT", "/v1/users/{email}"],
  signUserOut: ["DELETE", "/v1/users/{email}/sessions"],
  removeUser: ["DELETE", "/v1/users/{email}"],
} as const;

/** Which belong together. */
export const RESOURCES = {
  events: ["sendEvents", "recommend", "rerank", "makeBlock"],
  items: ["putItems", "findItems", "getItem", "itemPrices", "searchItems", "deleteItem"],
  imports: [
    "importFile",
    "listImports",
    "getImport",
    "rejectedLines",
    "listFeeds",
    "putFeed",
    "deleteFeed",
  ],
  orders: ["putOrders", "listOrders", "getOrder"],
  people: [
    "getPerson",
    "getCustomer",
    "putCustomer",
    "eraseField",
    "mergePeople",
    "unmergePeople",
    "pushToVisitor",
    "pushToCustomer",
    "listSegments",
    "getSegment",
    "watchVisitors",
  ],
  reports: [
    "visitsReport",
    "bridgesReport",
    "sectionsReport",
    "recommendationsReport",
    "ordersReport",
    "audienceReport",
    "funnelReport",
    "paretoReport",
    "rfmReport",
    "stagesReport",
    "valueReport",
    "buyerMixReport",
    "lostGridReport",
    "churnReport",
    "clvReport",
    "f2Report",
    "productMatrixReport",
    "gatewayReport",
    "propensityReport",
    "clockReport",
    "journeyReport",
    "pagesReport",
    "precursorsReport",
    "intentModel",
    "shelfSize",
  ],
  outbound: [
    "listWebhooks",
    "makeWebhook",
    "putWebhook",
    "rotateWebhookSecret",
    "testWebhook",
    "replayWebhook",
    "listDeliveries",
    "replayDelivery",
    "listOutbound",
    "deleteWebhook",
    "getPushKey",
    "putSubscription",
  ],
  privacy: [
    "accessPerson",
    "ownPageLink",
    "unsubscribeLink",
    "erasePerson",
    "erasureProgress",
    "verifyReceipt",
  ],
  shop: [
    "getSettings",
    "putSettings",
    "getSections",
    "getIdentitySecret",
    "listAlerts",
    "readAuditLog",
    "listTools",
    "setClock",
  ],
  access: [
    "listKeys",
    "makeKey",
    "rotateKey",
    "revokeKey",
    "listUsers",
    "addUser",
    "inviteUser",
    "changeUser",
    "signUserOut",
    "removeUser",
  ],
} as const;

export type AccessBody = {
  visitor?: string;
  customer?: CustomerId;

  /** ndjson: a line each, in the form that imports and /v1/events take */
  format?: "json" | "ndjson";
};

export type AccessReply = {
  generated: string;
  person: PersonReply;

  /** In the form that imports of orders take. */
  orders: Record<string, unknown>[];

  /** In the form that imports of refunds take. */
  refunds: Record<string, unknown>[];

  /** Batches in the form that `POST /v1/events` takes. */
  events: Record<string, unknown>[];

  /** What other systems were told. */
  messages: { type: string; time: string; data: unknown }[];
};

export type AffinityReply = {
  category: Record<string, number>;
  brand: Record<string, number>;
  price_band: Record<string, number>;
  hour: Record<string, number>;
  device: Record<string, number>;

  /** Share that was on items at reduced prices. */
  discount_sensitivity: number;

  /** What this rests on, in looks: a cart counts 3, a purchase 5, and half after 30 days. */
  evidence: number;
};

export type AlertKind =
  | "tag_silent"
  | "feed_stale"
  | "intent_drifted"
  | "webhook_failing"
  | "sample_ratio_mismatch";

export type AlertReply = {
  id: string;
  kind: AlertKind;

  /** Which feed, webhook, slot or target; empty for the tag. */
  subject: string;

  /** What was found, in words. */
  detail: string;
  raised: string;
  resolved: string | null;
};

export type AlertsReply = { alerts: AlertReply[] };

export type Aspect = "current" | "future" | "loyalty" | "credit" | "growth";

export type AspectScore = {
  /** 0 to 100; null when the shop has too little data for it. */
  score: number | null;

  /** What it is read from, in words. */
  reason: string;
};

export type AudienceDifference = {
  shares: Record<
    "returned" | "carted" | "ordered",
    {
      difference: number;

      /** 95 %. */
      interval: [number, number];
    } | null
  >;
  means: Record<
    "return_visits" | "pages" | "visible_ms" | "items_viewed" | "carts" | "orders",
    { difference: number; interval: [number, number] | null } | null
  >;
};

export type AudienceGroup = {
  people: number;
  shares: Record<
    "returned" | "carted" | "ordered",
    {
      share: number;

      /** 95 %. */
      interval: [number, number];
    } | null
  >;
  means: Record<
    "return_visits" | "pages" | "visible_ms" | "items_viewed" | "carts" | "orders",
    { mean: number; interval: [number, number] | null } | null
  >;
};

export type AudienceReport = {
  /** Days, ISO 8601. */
  from: string;
  to: string;
  outcome_days: 7;
  groups: Record<"selected" | "below" | "insufficient_evidence", AudienceGroup>;
  difference: AudienceDifference;

  /** First orders by score: at a visit's end among those who had not ordered by then, over the 7 days after it, and at its first answer among all, over the visit and the 7 days. */
  scores: { at_exit: DecileTable; at_entry: DecileTable };
};

export type AuditEntry = {
  time: string;

  /** A user's e-mail, or a key's label and id. */
  who: string;

  /** What was done, such as key.revoked. */
  action: string;

  /** What it was done to; empty for the shop itself. */
  subject: string;

  /** By field, what it was and what it is. */
  changes: Record<string, [unknown, unknown]>;
};

export type AuditReply = { entries: AuditEntry[]; next_cursor: string | null };

export type Band = "low" | "considering" | "ready";

export type BatchReply = {
  results: EventResult[];
  intent: Intent | null;
  decisions: Record<string, Decision>;

  /** Slots that were not understood, and an identity that does not count; left out when there are none. */
  problems?: WantProblem[];
  notices: Notice[];

  /** The id that this visitor is known by from now on, when it is not the one that was sent. */
  canonical: string | null;

  /** The session that the newest event belongs to, and how it came; null when nobody is known. */
  session: { id: string; touch: Touch } | null;
};

export type BlockBody = {
  /** Whose mail it is; null for a mail to people of whom nothing is known. */
  visitor?: string | null;
  count?: number;

  /** Of the whole block, in CSS pixels. */
  width?: number;

  /** What each picture is called where none is shown, in the mail's language. Names no item. */
  alt?: string;
};

export type BlockReply = {
  /** Slot of its receipts. */
  id: string;

  /** The block as a table that mail clients render. */
  html: string;
  slots: { image_url: string; link_url: string }[];

  /** ISO 8601: from then on images are empty and links lead to the shop's home page. */
  expires: string;
};

export type BridgeSummary = {
  /** What was touched last: an order, an item (`cart` when it was put there), or a kind of page. */
  left: "order" | PageType;

  /** Items touched before leaving, at most 5, the last one last, and those of them in the cart. */
  last: string[];
  carted: string[];

  /** Paths before leaving, at most 3, the exit page last. */
  pages: string[];
  gap_ms: number;

  /** What led back: channel, source and campaign. */
  via: string;
  source: string;
  campaign: string;

  /** Item that the return landed on, or null, and the kind of that page. */
  landed: string | null;
  landed_type: PageType;
  to: "same_item" | "same_category" | "elsewhere";
};

export type BridgesReport = {
  returns: number;
  orders: number;

  /** Days on which the returns began, ISO 8601. */
  from: string;
  to: string;

  /** Most frequent first: what was touched last, what led back, after how long, to what page. */
  bridges: {
    left: "order" | PageType;
    via: string;
    gap: "1h" | "1d" | "3d" | "7d" | "14d" | "30d" | "90d" | "over_90d";
    landed: PageType;
    returns: number;
    orders: number;
  }[];
  returned_to: {
    to: "same_item" | "same_category" | "elsewhere";
    returns: number;
    orders: number;
  }[];

  /** From the item touched last to the item landed on. */
  items: { left: string; landed: string; returns: number; orders: number }[];
};

export type BuyerMix = {
  /** Of the shop's calendar, as `2026-11`. */
  month: string;

  /** People whose first valid order ever is of this month, all their orders of it, and their net. */
  new: MixPart;

  /** People who had ordered in an earlier month. */
  returning: MixPart;
};

export type CanonicalId = string;

export type CatalogueItem = {
  id: string;
  title: string;
  link: string;
  image_link?: string;
  price?: string;

  /** What is asked now, where that is less than `price`. */
  sale_price?: string;
  availability: "in_stock" | "out_of_stock" | "preorder" | "backorder";

  /** Levels separated by ` > `. */
  product_type: string;
  brand?: string;
  item_group_id?: string;
  rating?: { value: number; count: number };

  /** Pieces in stock. */
  quantity?: number;

  /** Whether it is used up and bought again. */
  replenishable?: boolean;

  /** Days that one piece lasts. */
  days_per_unit?: number;

  /** Days from delivery to the first use. */
  start_lag_days?: number;

  /** Share of the price that is left to the shop. */
  margin?: number;

  /** A page on how to use it. */
  how_to_url?: string;

  /** When the shop took it up; the catalogue's own first sight where it is not said. */
  first_seen?: string;
};

export type CatalogueItemInput = {
  id: string;
  title: string;
  link: string;
  image_link?: string;
  price?: string;

  /** What is asked now, where that is less than `price`. */
  sale_price?: string;
  availability?: "in_stock" | "out_of_stock" | "preorder" | "backorder";

  /** Levels separated by ` > `. */
  product_type?: string;
  brand?: string;
  item_group_id?: string;
  rating?: { value: number; count: number };

  /** Pieces in stock. */
  quantity?: number;

  /** Whether it is used up and bought again. */
  replenishable?: boolean;

  /** Days that one piece lasts. */
  days_per_unit?: number;

  /** Days from delivery to the first use. */
  start_lag_days?: number;

  /** Share of the price that is left to the shop. */
  margin?: number;

  /** A page on how to use it. */
  how_to_url?: string;

  /** When the shop took it up; the catalogue's own first sight where it is not said. */
  first_seen?: string;
};

export type ChurnEffect = {
  /** Share of churn that is avoided, as 0.05. */
  reduction: number;

  /** Customers who stay in addition. */
  kept: number;

  /** What they bring in twelve months, minor units, with its 95 % interval. */
  value: number;
  interval: [number, number];

  /** `value` beside the present one. */
  share: number;
};

export type ClockBody = {
  /** What time it is for the shop from now on. */
  now: string;
};

export type ClockReply = {
  now: string;

  /** Objects that were due until then, and did what they had to. */
  woken: number;
};

export type ComebackCandidate = {
  person: string;

  /** Epoch ms. */
  first_order: number;
  probability: number;

  /** By the curve alone. */
  by_curve: number;

  /** What speaks for it (+) and against it (−), the strongest first. */
  reasons: string[];
};

export type Consent = {
  analytics_storage?: "granted" | "denied";
  ad_storage?: "granted" | "denied";
  ad_user_data?: "granted" | "denied";
  ad_personalization?: "granted" | "denied";

  /** What asked for it, such as the name of the consent tool, and the version of its text. */
  banner?: string;
  version?: string;
};

export type ConsentRecord = {
  at: string;
  analytics_storage: "granted" | "denied" | null;
  ad_storage: "granted" | "denied" | null;
  ad_user_data: "granted" | "denied" | null;
  ad_personalization: "granted" | "denied" | null;

  /** the banner or page that asked */
  banner: string | null;

  /** the version of its text */
  version: string | null;
};

export type ConsiderationReply = {
  /** Name of a section of the shop's taxonomy (`sections` of the settings), such as `size_fit`. */
  factor: string;

  /** 0 … 1: 1 − 2^−n after n pieces of evidence, each of which counts half after 7 days. */
  weight: number;

  /** Pieces of evidence so far, however old. */
  count: number;

  /** Ids of the newest events that it rests on, newest first, at most 4. */
  evidence: string[];
  last_seen: string;
};

export type Contribution = { source: string; value: number };

export type CustomerId = string;

export type CustomerRules = {
  stages: number[];

  /** By the first level of the product type, where they differ: the stage that people are in there. */
  category_stages: Record<string, number[]>;

  /** Largest discount, a share of the price, that the policy of each stage allows. */
  max_discount: { active: number; silent: number; dormant: number; lost: number };

  /** Shares of the composite value, which need not add up to 1. */
  value_weights: {
    current: number;
    future: number;
    loyalty: number;
    credit: number;
    growth: number;
  };

  /** Fixed cuts of the RFM scores: recency in days, frequency in orders, spend in whole units of the shop's currency. Null for the shop's own quintiles. */
  rfm_cuts: { recency: number[]; frequency: number[]; spend: number[] } | null;

  /** Care plans by RFM class, where they differ. */
  care_plans: {
    value?: { plan?: string; actions?: string[] };
    develop?: { plan?: string; actions?: string[] };
    keep?: { plan?: string; actions?: string[] };
    general?: { plan?: string; actions?: string[] };
    newcomer?: { plan?: string; actions?: string[] };
    lapsed_big_spender?: { plan?: string; actions?: string[] };
  };

  /** Share of net sales that is left after the goods; null when the shop does not say. */
  margin: number | null;

  /** Segments of the shop's own. */
  thresholds: (
    | { name: string; spend: { amount: number; currency: string } }
    | { name: string; orders: number; days: number }
  )[];
};

export type CustomerRulesInput = {
  stages?: number[];

  /** By the first level of the product type, where they differ: the stage that people are in there. */
  category_stages?: Record<string, number[]>;

  /** Largest discount, a share of the price, that the policy of each stage allows. */
  max_discount?: { active?: number; silent?: number; dormant?: number; lost?: number };

  /** Shares of the composite value, which need not add up to 1. */
  value_weights?: {
    current?: number;
    future?: number;
    loyalty?: number;
    credit?: number;
    growth?: number;
  };

  /** Fixed cuts of the RFM scores: recency in days, frequency in orders, spend in whole units of the shop's currency. Null for the shop's own quintiles. */
  rfm_cuts?: { recency: number[]; frequency: number[]; spend: number[] } | null;

  /** Care plans by RFM class, where they differ. */
  care_plans?: {
    value?: { plan?: string; actions?: string[] };
    develop?: { plan?: string; actions?: string[] };
    keep?: { plan?: string; actions?: string[] };
    general?: { plan?: string; actions?: string[] };
    newcomer?: { plan?: string; actions?: string[] };
    lapsed_big_spender?: { plan?: string; actions?: string[] };
  };

  /** Share of net sales that is left after the goods; null when the shop does not say. */
  margin?: number | null;

  /** Segments of the shop's own. */
  thresholds?: (
    | { name: string; spend: { amount: number; currency: string } }
    | { name: string; orders: number; days: number }
  )[];
};

export type DecileTable = {
  people: number;
  ordered: number;

  /** Of the tenth with the highest scores, against all; null while nobody has ordered. */
  top_decile_lift: {
    lift: number;

    /** 95 %. */
    interval: [number, number];
  } | null;

  /** The highest scores first; empty for fewer than ten people. */
  deciles: {
    people: number;

    /** Mean probability that was said, beside the share that ordered. */
    said: number;
    ordered: number;
    rate: number;

    /** 95 %. */
    interval: [number, number];
  }[];
};

export type Decision = {
  receipt_id: string;
  scenario: Scenario;
  items: RecommendedItem[];

  /** Why and to what the answer fell back, or null when it did not. */
  fallback: string | null;

  /** The heading that fits: "Your history" must not stand above bestsellers that took its place. */
  heading: string | null;

  /** What the visitor may do with an item of their own history, or null where there is none. */
  dismiss: string | null;

  /** What asks for the reason of an item in the page's language, or null where nobody may ask. */
  why: string | null;

  /** Arm of the running experiment; `on` when there is none. */
  arm: "on";

  /** What ranked the items, for example `table-1`. */
  model: string;

  /** How the scenario was filled, where it knows several ways and learns which serves better, and with what probability this one was drawn. */
  strategy?: string;
  propensity?: number;
};

export type DeliveriesReply = { deliveries: DeliveryReply[]; next_cursor: string | null };

export type DeliveryReply = {
  id: string;
  webhook: string;

  /** The `webhook-id` that went with it; null for a test. */
  event: string | null;
  type: string;
  status: "delivered" | "waiting" | "dead";
  next_try: string | null;

  /** The latest last. */
  attempts: {
    time: string;

    /** Null when no answer came. */
    status: number | null;
    ms: number;
    error: string | null;

    /** The first 500 characters of the answer. */
    reply: string;
  }[];
};

export type Email = string;

export type Engagement = {
  visible: number;
  focused: number;
  active: number;

  /** How far down the page, in percent. */
  scroll: number;
};

export type ErasureBody = {
  visitor?: string;
  customer?: CustomerId;

  /** anonymous: orders stay in the sums without the person, as books must be kept */
  keep_orders?: KeepOrders;
};

export type ErasureReceipt = {
  id: string;
  shop: string;

  /** keyed hash of the person */
  subject: string;
  requested: string;
  completed: string;
  keep_orders: KeepOrders;
  erased: { place: string; removed: Record<string, number> }[];

  /** base64url HMAC-SHA256, first 128 bits, by the deployment */
  signature: string;
};

export type ErasureReply = {
  id: string;
  status: "running" | "done";
  requested: string;
  completed: string | null;

  /** share of its steps that are done, 0 to 1 */
  progress: number;
  receipt: ErasureReceipt | null;
};

export type Event = {
  id: string;
  name: string;
  view?: string;
  seq?: number;
  age?: number;
  time?: string;
  page?: Page;
  currency?: string;
  value?: number | string;
  transaction_id?: string;
  coupon?: string;
  shipping?: number | string;
  tax?: number | string;
  search_term?: string;
  item_list_id?: string;
  item_list_name?: string;
  items?: Item[];
  engagement?: Engagement;
  receipt_id?: string;
  logged_in?: boolean;

  /** The tag read this call from the page's `dataLayer`; the shop did not make it. */
  captured?: "data_layer";

  /** Of `page_data`: what the page says about itself, `PageMarkup` as JSON text. */
  markup?: string;

  /** Of `page_leave`: headings and tabs that were read, in the page's own words. */
  sections?: unknown[];
  params?: Record<string, string | number | boolean>;
  [name: string]: unknown;
};

export type EventResult = {
  id: string | null;
  status: "accepted" | "duplicate" | "invalid" | "too_old" | "in_future" | "not_stored" | "bot";
  detail?: string;

  /** RFC 6901 JSON Pointer into the request body. */
  pointer?: string;
};

export type ExplorationCost = {
  /** Estimated clicks lost; null while nobody can say. */
  clicks: number | null;

  /** Of the clicks that the best would have brought. */
  share: number | null;
  text: string;
};

export type ExportKind = "events" | "people" | "orders" | "refunds";

export type FeatureCard = {
  key: string;
  family: string;
  words: string;

  /** What it multiplies the odds of an order by once a visit has come far; 1 for nothing. */
  session_odds: number;
  week_odds: number;
};

export type FeedBody = {
  url: string;
  format?: "xml" | "csv" | "tsv" | "json" | "ndjson" | "shopify";
  every?: string;
};

export type FeedFormat = "xml" | "csv" | "tsv" | "json" | "ndjson";

export type FeedName = string;

export type FeedReply = {
  name: string;

  /** Null for a feed that is only uploaded. */
  url: string | null;
  format?: "xml" | "csv" | "tsv" | "json" | "ndjson" | "shopify";
  every: string | null;
  next_fetch: string | null;

  /** When it was last fetched or found unchanged. */
  last_success: string | null;

  /** Items of the last complete run. */
  items: number;

  /** The import of the last fetch that brought something. */
  import: string | null;

  /** What the last fetch failed with; the catalogue stays as the last good one left it. */
  error: string | null;

  /** Failures in a row. */
  failures: number;
};

export type FeedsReply = { feeds: FeedReply[] };

export type FollowedBy = {
  first: string;
  second: string;

  /** The same thing again. */
  again: boolean;

  /** People with both. */
  n: number;

  /** People with `first`, and what of them has come back with `second`. */
  of: number;
  rate: number;

  /** People with both if the first order told nothing of the second. */
  expected: number;
  lift: number;
  p: number;

  /** Benjamini–Hochberg over all pairs that could have had enough people. */
  q: number;
};

export type FunnelReport = {
  steps: (
    | "page_view"
    | "search"
    | "view_item_list"
    | "view_item"
    | "add_to_cart"
    | "view_cart"
    | "begin_checkout"
    | "add_shipping_info"
    | "add_payment_info"
    | "purchase"
  )[];

  /** `ordered`: each step at the time of the one before or later. `any`: all of them, in any order. */
  order: "ordered" | "any";

  /** Whether the way is one visit's, or may go over several of the same person. */
  by: "visit" | "person";

  /** Days on which the visits began, ISO 8601. */
  from: string;
  to: string;
  funnel: {
    step:
      | "page_view"
      | "search"
      | "view_item_list"
      | "view_item"
      | "add_to_cart"
      | "view_cart"
      | "begin_checkout"
      | "add_shipping_info"
      | "add_payment_info"
      | "purchase";

    /** Visits or people that came so far. */
    n: number;

    /** Of those at the first step, and of those at the step before. */
    of_first: number | null;
    of_before: number | null;

    /** Time since the step before, the median of those who came so far (ms); null on the first step. */
    median_ms: number | null;
  }[];

  /** From the first step to the last, of those who came through (ms). */
  time_to_convert: { n: number; median_ms: number | null; p90_ms: number | null };
};

export type Gateway = {
  /** Observations with the exposure, and the people behind them. */
  n: number;
  people: number;

  /** Share to which it happened, and what it would be at the rates of others in the same strata. */
  rate: number;
  expected: number;
  odds_ratio: number | null;

  /** 95 %. */
  interval: [number, number] | null;
  p: number;

  /** Benjamini–Hochberg over all that were tested. */
  q: number;
  item: string;
  history: "first" | "second" | "third and later";
};

export type GpcReply = { gpc: boolean; lastUpdate: string };

export type HealthReply = { status: "ok" };

export type Identity = { customer: CustomerId; exp?: number; signature?: string };

export type IdentitySecretReply = {
  shop: string;

  /** What the shop's server signs its customers' ids with. */
  secret: string;

  /** How, in words. */
  signature: string;
};

export type ImportReply = {
  id: string;
  type: "items" | "orders" | "refunds" | "deliveries" | "customers" | "reviews" | "tickets";
  feed: string | null;
  mode: "replace" | "merge";

  /** Null until the file has been looked at. */
  format: FeedFormat | null;
  encoding: string | null;
  status: "receiving" | "queued" | "running" | "done" | "failed";

  /** Why it failed. */
  error: string | null;
  created: string;
  started: string | null;
  finished: string | null;

  /** Unpacked; `bytes_read` of them have been worked through. */
  bytes: number;
  bytes_read: number;

  /** Records that the file held so far: accepted + unchanged + rejected. */
  lines: number;
  accepted: number;
  unchanged: number;
  rejected: number;

  /** Items that the feed's last run had and this one lacks. */
  removed: number;
  dry_run: boolean;

  /** Of files of orders and refunds: what the lines that were taken come to, by currency, in minor units. */
  totals: ImportTotals[];

  /** Ids that came more than once: the last one counts. */
  duplicates: number;

  /** What else is worth knowing: why nothing was removed, which details were left out. */
  notes: string[];

  /** The first 100; the others are at `/v1/imports/{id}/rejected`. */
  rejected_lines: RejectedLine[];
};

export type ImportTaken = { id: string };

export type ImportTotals = {
  currency: string;
  orders: number;
  lines: number;
  units: number;
  revenue: number;

  /** Orders that name no customer. */
  of_nobody: number;
  refunds: number;
  refund_lines: number;
  refund_units: number;
  refunded: number;
};

export type ImportsReply = { imports: ImportReply[] };

export type Intent = {
  /** An order before this session ends. */
  session: Score;

  /** An order within 7 days. */
  week: Score;

  /** Number of events that the scores rest on. */
  evidence: number;

  /** Model version, for example `ftrl-12`. */
  model: string;
};

export type Item = {
  item_id: string;
  item_name?: string;
  item_brand?: string;
  item_category?: string;
  item_category2?: string;
  item_category3?: string;
  item_category4?: string;
  item_category5?: string;
  item_variant?: string;
  item_list_id?: string;
  item_list_name?: string;
  index?: number;
  price?: number | string;
  discount?: number | string;
  quantity?: number | string;
};

export type ItemClock = {
  item: string;
  category: string;

  /** Days that one unit lasts. */
  days_per_unit: number;

  /** Gaps between deliveries that it was learnt from. */
  gaps: number;
  customers: number;

  /** How many of them got it more than once. */
  reordered: number;
};

export type ItemReply = {
  id: string;
  title: string;
  link: string;
  image_link?: string;
  price?: string;

  /** What is asked now, where that is less than `price`. */
  sale_price?: string;
  availability: "in_stock" | "out_of_stock" | "preorder" | "backorder";

  /** Levels separated by ` > `. */
  product_type: string;
  brand?: string;
  item_group_id?: string;
  rating?: { value: number; count: number };

  /** Pieces in stock. */
  quantity?: number;

  /** Whether it is used up and bought again. */
  replenishable?: boolean;

  /** Days that one piece lasts. */
  days_per_unit?: number;

  /** Days from delivery to the first use. */
  start_lag_days?: number;

  /** Share of the price that is left to the shop. */
  margin?: number;

  /** A page on how to use it. */
  how_to_url?: string;

  /** ISO 8601. */
  first_seen: string;

  /** True for what pages said, which the shop's own list has not. */
  learnt: boolean;
};

export type ItemResult = {
  id: string | null;
  status: "accepted" | "unchanged" | "invalid";
  detail?: string;
  pointer?: string;
};

export type ItemsFound = { items: CatalogueItem[] };

export type ItemsReply = { results: ItemResult[] };

export type JourneyRow = {
  stage: JourneyStage;

  /** In it now. */
  people: number;

  /** In it or further. */
  reached: number;

  /** Share of those who reached it that went no further so far; null when nobody reached it. */
  drop_off: number | null;

  /** Median days until the next stage, of those who went on; null when nobody did, and of the last. */
  days_to_next: number | null;

  /** Median days in it so far, of those who are; null when nobody is. */
  days_waiting: number | null;
};

export type JourneyStage =
  | "awareness"
  | "interest"
  | "consideration"
  | "decision"
  | "loyalty"
  | "advocacy";

export type KeepOrders = "anonymous" | "none";

export type KeyBody =
  | { kind: "pk"; label: string }
  | {
      kind: "sk";
      label: string;

      /** What the key may do, and nothing else. */
      scopes: Scope[];
    };

export type KeyMade = {
  id: string;
  kind: "pk" | "sk";
  label: string;
  scopes: Scope[];

  /** Of a key of the deployment's command: when it was first used. */
  made: string;

  /** The day, in UTC. */
  last_used: string | null;

  /** From then on it opens nothing. */
  ends: string | null;

  /** The key. It is not kept, and cannot be shown again. */
  key: string;
};

export type KeyRecord = {
  id: string;
  kind: "pk" | "sk";
  label: string;
  scopes: Scope[];

  /** Of a key of the deployment's command: when it was first used. */
  made: string;

  /** The day, in UTC. */
  last_used: string | null;

  /** From then on it opens nothing. */
  ends: string | null;
};

export type KeysReply = { keys: KeyRecord[] };

export type LeadTime = {
  /** As many orders take longer as shorter. */
  usual: number;

  /** Nine of ten orders keep within. */
  p90: number;

  /** Deliveries that it was read from. */
  n: number;
};

export type Limits = {
  /** Requests by one secret key, or of one user of the console. */
  key: number;

  /** Requests of pages from one address, by the publishable key. */
  client: number;

  /** Batches of events of one visitor. */
  visitor: number;

  /** New visitors of the shop. */
  newcomers: number;

  /** New visitors from one address. */
  newcomers_of_client: number;
};

export type LimitsInput = {
  /** Requests by one secret key, or of one user of the console. */
  key?: number;

  /** Requests of pages from one address, by the publishable key. */
  client?: number;

  /** Batches of events of one visitor. */
  visitor?: number;

  /** New visitors of the shop. */
  newcomers?: number;

  /** New visitors from one address. */
  newcomers_of_client?: number;
};

export type LinkReply = {
  email: string;

  /** Signs them in, once. It is not kept, and cannot be shown again. */
  link: string;
  until: string;
};

export type LiveVisitor = {
  visitor: string;

  /** ISO 8601: first and last sign of this visit, as far as somebody was watching. */
  since: string;
  last: string;
  channel: string;
  device: string;

  /** Whether they are of the shop itself: no report or shelf counts them. */
  staff: boolean;

  /** Pages of the visit, the newest first, at most 12. */
  trail: { path: string; title: string | null; time: string }[];

  /** What they did besides, the newest first, at most 12: `add_to_cart` with its items. */
  acts: { name: string; items: string[]; time: string }[];
  session: Score | null;
  week: Score | null;

  /** What their latest page showed them, and why. */
  shown: {
    slot: string;
    scenario: string;
    fallback: string | null;
    items: { title: string; reason: string }[];
  }[];
};

export type LostCell = {
  /** Days since the last order, from and up to but not with. */
  gap: { from: number; to: number | null };
  orders: { from: number; to: number | null };
  people: number;
  value: number;
};

export type MaturedPoint = {
  rate: number | null;

  /** 95 %. */
  interval: [number, number] | null;

  /** People that it rests on. */
  n: number;
  days: number;
};

export type MeBody = {
  paused?: boolean;

  /** corrections of what is known; null takes the visitor's own word back */
  fields?: Record<string, string | null>;

  /** false: never to be recommended again */
  interested?: Record<string, boolean>;
  subscribed?: Record<"email" | "sms" | "push" | "line", boolean>;
};

export type MeReply = {
  shop: string;
  known: {
    is_customer: boolean;

    /** browsers and accounts that are known to be this person */
    browsers: number;
    first_seen: string;
    last_seen: string;
    visits: number;
    pages: number;
    orders: number;
    came_by: string | null;
    profile: {
      name: string;
      value: string;
      said_by: string[];

      /** false for contacts, by which the shop knows people */
      may_correct: boolean;
    }[];
    viewed: { id: string; title: string; link: string | null }[];
    not_interested: { id: string; title: string; link: string | null }[];

    /** band of an order within 7 days */
    likely_to_order: string | null;
  } | null;
  consent: ConsentRecord[];
  paused: string | null;
  unsubscribed: string[];
};

export type MergeBody = { visitor?: string; customer?: CustomerId };

export type MergeReply = {
  /** Whose record it is part of from now on. */
  person: string;
};

export type MixPart = {
  people: number;
  orders: number;
  net: number;

  /** Shares of the month's people and net, 0 to 1. */
  people_share: number;
  net_share: number;
};

export type ModelCard = {
  model: string;
  data: { source: string; lessons: number; half_life_days: number };
  targets: { session: TargetCard; week: TargetCard };
  features: FeatureCard[];
};

export type Notice = {
  id: string;
  type: "price_dropped" | "back_in_stock";
  item: RecommendedItem;

  /** What this visitor last saw, Google Merchant form; null where it is not the price that changed. */
  old_price: string | null;

  /** What it costs now; null where it has no price. */
  new_price: string | null;

  /** The lowest price of the 30 days before this reduction, where the price now lies below it. Only this may be struck through or told a percentage of (Directive 98/6/EC, Article 6a). */
  reference_price: string | null;
  text: string;
};

export type OrderReply = {
  transaction_id: string;

  /** As the shop names the customer; null for a visitor without an account, and for nobody. */
  customer_id: string | null;
  visitor_id: string | null;
  time: string;
  status: OrderStatus;
  value: string;
  refunded: string;
  net: string;
  channel: string | null;
  delivered: string | null;
  subscription: boolean;
  items: {
    item_id: string;
    item_category: string;
    quantity: number;
    price: string;
    returned: number;
  }[];
};

export type OrderResult = {
  transaction_id: string | null;
  status: "accepted" | "unchanged" | "rejected";
  detail?: string;
};

export type OrderStatus = "placed" | "delivered" | "refunded" | "cancelled" | "test";

export type OrdersBody = { orders: Record<string, unknown>[] };

export type OrdersPut = { results: OrderResult[] };

export type OrdersReply = { orders: OrderReply[]; next_cursor: string | null };

export type OrdersReport = {
  /** Days, ISO 8601. */
  from: string;
  to: string;
  totals: Sales[];
  days: {
    day: string;
    currency: string;

    /** Orders that stand, those refunded later included; tests and cancelled ones are not. */
    orders: number;
    lines: number;
    units: number;
    revenue: number;

    /** Of the orders, such as name no customer. */
    of_nobody: number;
    cancelled: number;
    cancelled_value: number;

    /** Of what was refunded, that of orders that are cancelled or tests, by the day of the order. */
    cancelled_refunded: number;

    /** By the day on which they were made, whenever the order was. */
    refunds: number;
    refund_lines: number;
    refund_units: number;
    refunded: number;

    /** Revenue less refunds of orders that stand. */
    net: number;
  }[];
};

export type Origin = "new" | "active" | "silent" | "dormant" | "lost";

export type OutboundEvent = {
  /** The same however often it is told; also the `webhook-id` of deliveries. */
  id: string;

  /** Dotted, such as `score.band_changed`. */
  type: string;
  time: string;

  /** A visitor's id, or `c/<customer>`; null for what is the shop's own. */
  person: string | null;
  data: Record<string, unknown>;
};

export type OutboundReply = {
  events: OutboundEvent[];

  /** Where to go on from, also when more comes later; null while there is nothing at all. */
  next_cursor: string | null;
};

export type OwnPageReply = {
  /** the visitor's own page, for whoever is to see it */
  url: string;
  expires: string;
};

export type Page = { url: string; referrer?: string; title?: string };

export type PageType =
  | "home"
  | "list"
  | "item"
  | "search"
  | "cart"
  | "checkout"
  | "thanks"
  | "account"
  | "other";

export type PersonBody = { visitor?: string; customer?: CustomerId };

export type PersonNow = {
  /** The person: a visitor's id, or `c/<customer>`, whichever of their names was asked for. */
  visitor: string;

  /** The customer's id as the shop has it; null for a visitor. */
  customer: string | null;

  /** Records that were joined to this one, with what they came along with. */
  parts: { visitor: string; since: string; via: string | null }[];

  /** What is known of whoever this is: of each field the word that counts, and who said what. */
  profile: Record<string, ProfileField>;

  /** Fields on which sources disagree. */
  conflicts: string[];

  /** Complaints that are not settled; while there are any, nothing is promoted. */
  open_complaints: number;
  tickets: {
    ticket_id: string;
    kind: string;
    open: boolean;
    time: string;
    subject: string | null;
  }[];

  /** What was allowed, each time that it changed, newest first. */
  consent: ConsentRecord[];

  /** Since when nothing of theirs is taken in, as they asked; null while it is. */
  paused: string | null;

  /** Channels that must not write to them. */
  unsubscribed: string[];

  /** Items that they do not want to see. */
  not_interested: string[];
  first_seen: string;
  last_seen: string;
  visits: number;
  pages: number;
  first_touch: Touch | null;
  last_touch: Touch | null;
  sessions: SessionSummary[];
  items_viewed: {
    id: string;
    views: number;
    sessions: number;
    last_viewed: string;
    price_seen: string | null;

    /** Visible time of the page views in which it was viewed. */
    dwell_ms: number;

    /** Sections that were read in those views → number of views. */
    sections: Record<string, number>;
  }[];
  cart: { id: string; quantity: number }[];

  /** The latest; all of them, with their lines, are at `/v1/orders`. */
  orders: {
    transaction_id: string;
    time: string;
    status: OrderStatus;
    value: string | null;
    refunded: string | null;

    /** What is left of the value. */
    net: string | null;
    items: string[];
  }[];
  intent: Intent | null;

  /** Where their orders put them; null for whoever has no valid order. */
  standing: StandingReply | null;

  /** What the person turns to; null before the first item. */
  affinity: AffinityReply | null;

  /** What the person weighs before buying, the most first. */
  considerations: ConsiderationReply[];

  /** What is up now, the latest raised first. */
  signals: SignalReply[];
  receipts: ReceiptSummary[];
  timeline: TimelineEvent[];

  /** Cursor of the next page of `timeline`, or null at its end. */
  next_cursor: string | null;

  /** Of an order within 7 days from now: unlike `intent` it falls while they are away. Null before the first score. */
  probability: number | null;
};

export type PersonReply = {
  /** The person: a visitor's id, or `c/<customer>`, whichever of their names was asked for. */
  visitor: string;

  /** The customer's id as the shop has it; null for a visitor. */
  customer: string | null;

  /** Records that were joined to this one, with what they came along with. */
  parts: { visitor: string; since: string; via: string | null }[];

  /** What is known of whoever this is: of each field the word that counts, and who said what. */
  profile: Record<string, ProfileField>;

  /** Fields on which sources disagree. */
  conflicts: string[];

  /** Complaints that are not settled; while there are any, nothing is promoted. */
  open_complaints: number;
  tickets: {
    ticket_id: string;
    kind: string;
    open: boolean;
    time: string;
    subject: string | null;
  }[];

  /** What was allowed, each time that it changed, newest first. */
  consent: ConsentRecord[];

  /** Since when nothing of theirs is taken in, as they asked; null while it is. */
  paused: string | null;

  /** Channels that must not write to them. */
  unsubscribed: string[];

  /** Items that they do not want to see. */
  not_interested: string[];
  first_seen: string;
  last_seen: string;
  visits: number;
  pages: number;
  first_touch: Touch | null;
  last_touch: Touch | null;
  sessions: SessionSummary[];
  items_viewed: {
    id: string;
    views: number;
    sessions: number;
    last_viewed: string;
    price_seen: string | null;

    /** Visible time of the page views in which it was viewed. */
    dwell_ms: number;

    /** Sections that were read in those views → number of views. */
    sections: Record<string, number>;
  }[];
  cart: { id: string; quantity: number }[];

  /** The latest; all of them, with their lines, are at `/v1/orders`. */
  orders: {
    transaction_id: string;
    time: string;
    status: OrderStatus;
    value: string | null;
    refunded: string | null;

    /** What is left of the value. */
    net: string | null;
    items: string[];
  }[];
  intent: Intent | null;

  /** Where their orders put them; null for whoever has no valid order. */
  standing: StandingReply | null;

  /** What the person turns to; null before the first item. */
  affinity: AffinityReply | null;

  /** What the person weighs before buying, the most first. */
  considerations: ConsiderationReply[];

  /** What is up now, the latest raised first. */
  signals: SignalReply[];
  receipts: ReceiptSummary[];
  timeline: TimelineEvent[];

  /** Cursor of the next page of `timeline`, or null at its end. */
  next_cursor: string | null;
};

export type Precursor = {
  /** Observations with the exposure, and the people behind them. */
  n: number;
  people: number;

  /** Share to which it happened, and what it would be at the rates of others in the same strata. */
  rate: number;
  expected: number;
  odds_ratio: number | null;

  /** 95 %. */
  interval: [number, number] | null;
  p: number;

  /** Benjamini–Hochberg over all that were tested. */
  q: number;
  name: string;
};

export type PriceChange = {
  time: string;
  price: string | null;
  availability: "in_stock" | "out_of_stock" | "preorder" | "backorder" | "removed";
  quantity: number | null;
};

export type PriceHistory = {
  id: string;

  /** What is asked now; null where it has none or is gone. */
  price: string | null;

  /** Since when `price` is asked. */
  since: string | null;

  /** The lowest price of the 30 days before `since`: the prior price of a reduction. */
  reference_price: string | null;

  /** The lowest price of the last 30 days: what a reduction that began now would have to beat. */
  lowest_30_days: string | null;

  /** Newest first. */
  changes: PriceChange[];
  next_cursor: string | null;
};

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;

  /** What in the request was wrong: RFC 6901 pointers into the body. */
  errors?: { pointer: string; detail: string }[];

  /** Of `quota-exceeded`: names of the limits, as `RateLimit-Policy` has them. */
  "violated-policies"?: string[];
  request_id?: string;
};

export type ProfileBody = {
  /** The system or file that says it. */
  source?: string;

  /** When it was so; now, if nothing is said. */
  time?: string;
  fields: Record<string, string | number | boolean | null>;
};

export type ProfileField = {
  value: string;
  sources: {
    value: string;
    source: string;
    at: string;

    /** The record that it was said of, when that has been joined to this one. */
    record?: string;
  }[];
};

export type ProfileReply = {
  /** The person: `c/<customer>` of the record that has it, which may be another's. */
  person: string;

  /** Whether anything of it was news. */
  changed: boolean;

  /** Fields that were not taken, and why. */
  rejected: { field: string; detail: string }[];

  /** People whom the contacts name beside this one, when they name several: nobody is joined then. */
  conflicts: string[];
};

export type PushBody = {
  title: string;
  body?: string;

  /** What opens when it is clicked. */
  url?: string;
  icon?: string;

  /** A later message with the same tag replaces this one. */
  tag?: string;
};

export type PushKeyReply = {
  /** `applicationServerKey` of `PushManager.subscribe`. */
  key: string;
};

export type PushReply = {
  sent: number;

  /** Subscriptions that had ended, and were dropped. */
  gone: number;
  failed: number;
};

export type PushSubscription = {
  /** Where the browser's push service takes messages. */
  endpoint: string;
  keys: {
    /** The browser's public key. */
    p256dh: string;

    /** A secret that the browser shares with the shop. */
    auth: string;
  };
};

export type Rate = {
  rate: number | null;

  /** 95 %. */
  interval: [number, number] | null;

  /** People that it rests on. */
  n: number;
};

export type ReadyReply = {
  status: "ok" | "failing";
  checks: {
    /** Whether it writes to disk. */
    storage: boolean;
  };
};

export type ReceiptSummary = {
  receipt_id: string;
  time: string;
  slot: string;
  scenario: string;
  model: string;
  arm: "on";

  /** How the slot was filled, where several ways are tried; with what probability and seed it was drawn. */
  strategy: string | null;
  propensity: number | null;
  seed: number | null;
  items: {
    id: string;
    score: number;
    reason: string;
    contributions: Contribution[];

    /** Shown to learn whether it is liked. */
    explored?: true;
  }[];

  /** The first that ranked high and were not shown, and why. */
  passed_over: { id: string; why: string }[];
  fallback: string | null;
  shown: string[];
  clicked: string[];
};

export type RecommendationsReport = {
  /** Days on which the visits ended, ISO 8601. */
  from: string;
  to: string;
  slots: SlotReport[];
};

export type RecommendedItem = {
  id: string;
  score: number;
  reason: string;
  title: string;
  link: string;
  image_link: string | null;

  /** Google Merchant form: `2.55 GBP`. */
  price: string | null;

  /** A page of the shop instead of an item; its id is `page:` and its path. */
  type?: "page";

  /** What the score is the sum of, where the slot asked for it. */
  contributions?: Contribution[];
};

export type RejectedLine = {
  /** Counted from 1. */
  line: number;
  id: string | null;
  detail: string;
};

export type RejectedReply = { rejected: RejectedLine[]; next_cursor: number | null };

export type RepeatBuyerPage = {
  path: string;

  /** Repeat buyers and their matches who viewed it. */
  viewers: number;

  /** Share of repeat buyers who viewed it before their second order, and what was expected. */
  rate: number;
  expected: number;
  odds_ratio: number | null;
  interval: [number, number] | null;
  p: number;
  q: number;
};

export type ReplayBody = {
  /** Dead letters that were last tried at or after this time are sent again. */
  since: string;
};

export type ReplayReply = { replayed: number };

export type RerankBody = { visitor: VisitorId; items: string[] };

export type RerankReply = {
  items: { id: string; score: number; reason: string; contributions: Contribution[] }[];
};

export type Retention = {
  /** without an order or an account, idle */
  visitors: number;

  /** events one by one */
  journal: number;

  /** visits one by one, and idle customers */
  facts: number;
};

export type RetentionInput = {
  /** without an order or an account, idle */
  visitors?: number;

  /** events one by one */
  journal?: number;

  /** visits one by one, and idle customers */
  facts?: number;
};

export type RfmCell = "+++" | "++-" | "-++" | "-+-" | "+-+" | "+--" | "--+" | "---";

export type RfmClass = "value" | "develop" | "keep" | "general" | "newcomer" | "lapsed_big_spender";

export type RfmCuts = {
  /** Days. */
  recency: number[];

  /** Orders. */
  frequency: number[];

  /** Minor units. */
  spend: number[];
};

export type RfmReply = {
  /** Days since the last order; orders and net spend of the last 182 days. */
  recency_days: number;
  frequency: number;
  spend: string;

  /** Scores, 1 to 5. */
  r: number;
  f: number;
  m: number;

  /** High or low R, F and M, as in `+-+`. */
  cell: string;
  class: string;
  care_plan: { name: string; plan: string; actions: string[] };
};

export type RfmRow = {
  person: string;

  /** Days. */
  recency: number;

  /** Orders in six months, and their net. */
  frequency: number;
  spend: number;
  r: number;
  f: number;
  m: number;
  cell: RfmCell;
  class: RfmClass;
};

export type Role = "viewer" | "editor" | "owner";

export type RoleBody = { role: Role };

export type RotateBody = {
  /** How long the old key goes on working. */
  overlap_hours?: number;
};

export type Sales = {
  currency: string;

  /** Orders that stand, those refunded later included; tests and cancelled ones are not. */
  orders: number;
  lines: number;
  units: number;
  revenue: number;

  /** Of the orders, such as name no customer. */
  of_nobody: number;
  cancelled: number;
  cancelled_value: number;

  /** Of what was refunded, that of orders that are cancelled or tests, by the day of the order. */
  cancelled_refunded: number;

  /** By the day on which they were made, whenever the order was. */
  refunds: number;
  refund_lines: number;
  refund_units: number;
  refunded: number;

  /** Revenue less refunds of orders that stand. */
  net: number;
};

export type Scenario =
  | "bestsellers"
  | "recently_viewed"
  | "next_item"
  | "related"
  | "top_rated"
  | "value_hits"
  | "buyers_like_you"
  | "home"
  | "cart"
  | "after_purchase"
  | "repeat_buyer_pages"
  | "new_for_you";

export type Scope =
  | "events:write"
  | "people:read"
  | "people:write"
  | "catalogue:write"
  | "orders:write"
  | "reports:read"
  | "settings:write"
  | "privacy"
  | "outbound"
  | "export"
  | "admin";

export type Score = {
  /** Calibrated, in (0, 1). */
  probability: number;

  /** 90 % interval around `probability`. */
  interval: [number, number];

  /** `insufficient_evidence` on a single page, or when the interval is wider than twice the probability or the base rate, whichever is greater. */
  status: "scored" | "insufficient_evidence";

  /** null while the evidence is insufficient: nobody is called uninterested for leaving early. Once told it is left only by a margin, so that it does not flap. */
  band: Band | null;

  /** The largest signed contributions, in words a merchant reads. */
  reasons: string[];
};

export type SectionsReport = {
  /** Days on which the visits began, ISO 8601. */
  from: string;
  to: string;

  /** All of the shop's, to compare with. */
  visits: number;
  orders: number;

  /** Page views and visits in which a section was read, and the orders of those visits. */
  sections: { section: string; views: number; visits: number; orders: number }[];
};

export type SegmentMember = {
  /** A visitor's id, or `c/<customer>`. */
  person: string;

  /** Why they are in it, in words; empty where its name says all. */
  why: string[];

  /** When they leave it if nothing else happens; null when nothing but an event ends it. */
  until: string | null;

  /** Of an order within 7 days from now: it falls while they are away. Null before the first score. */
  probability: number | null;
  last_seen: string;
  orders: number;

  /** All segments that they are in. */
  segments: string[];
};

export type SegmentReply = { people: SegmentMember[]; next_cursor: string | null };

export type SegmentsReply = {
  /** All that are known, in whatever segments. */
  people: number;
  segments: { name: string; people: number }[];
};

export type SessionReply = {
  shop: string;

  /** The user's e-mail, or the key's label and id. */
  who: string;
  scopes: Scope[];

  /** Until then the console is signed in. */
  until: string;

  /** The shop's visitor in this browser, where the Worker's own cookie tells. */
  visitor: string | null;
};

export type SessionSummary = {
  id: string;
  started: string;
  last_event: string;

  /** False while the visit is open; it ends 30 minutes after its last event. */
  ended: boolean;
  touch: Touch;
  pages: number;
  events: number;

  /** Path of the last page and what kind of page it is, known when the visit has ended. */
  exit_page: string | null;
  exit_type: PageType | null;
  landing_page: string | null;
  landing_type: PageType;

  /** Sections of pages that were read, by the shop's names → number of page views. */
  sections: Record<string, number>;

  /** How this visit came back to what the one before had touched; null on a first visit. */
  bridge: BridgeSummary | null;
  ordered: boolean;
};

export type Settings = {
  /** Origins whose pages may use the publishable key, beside the Worker's own. */
  origins: (string | "null")[];

  /** Further hosts of the shop's own: never a referrer. */
  own_domains: string[];

  /** Domain of the shop's pages and the Worker, where its cookie keeps the visitor's id. */
  cookie_domain: string | null;
  time_zone: string;
  currency: string;

  /** Sources that events are made of beside the shop's own calls. */
  capture: ("json_ld" | "microdata" | "open_graph" | "data_layer")[];

  /** Whether items that pages describe enter the catalogue; a feed's word always stands. */
  learn_items: boolean;

  /** Sections of pages beside the default ones, by name: words and phrases that announce them. A default name is replaced, by an empty list switched off. */
  sections: Record<string, string[]>;

  /** People of the shop, whose visits teach nothing; so do events with GA4's `traffic_type: "internal"`. */
  staff: { visitors: string[] };

  /** Shards of the shelf. Another number begins a shelf that has learnt nothing yet. */
  shelf_shards: number;

  /** Items pinned, buried and excluded, by slot. */
  merchandising: { slot: "*" | string; pin: string[]; bury: string[]; exclude: string[] }[];

  /** From this value on a cart is delivered free; null where it never is, or always. */
  free_shipping: { amount: number; currency: string } | null;

  /** Pages for customers with exactly one order, the best first (`repeat_buyer_pages`). */
  repeat_buyer_pages: { title: string; link: string; image_link?: string }[];

  /** When a person counts as considering. */
  signals: SignalRules;

  /** How much may be asked for. */
  limits: Limits;

  /** How long what is known is kept. */
  retention: Retention;

  /** Whether what happens is written to the export bucket, hour by hour. */
  continuous_export: boolean;

  /** How customers are measured, and the shop's own segments of them. */
  customers: CustomerRules;
};

export type SettingsInput = {
  /** Origins whose pages may use the publishable key, beside the Worker's own. */
  origins?: (string | "null")[];

  /** Further hosts of the shop's own: never a referrer. */
  own_domains?: string[];

  /** Domain of the shop's pages and the Worker, where its cookie keeps the visitor's id. */
  cookie_domain?: string | null;
  time_zone?: string;
  currency?: string;

  /** Sources that events are made of beside the shop's own calls. */
  capture?: ("json_ld" | "microdata" | "open_graph" | "data_layer")[];

  /** Whether items that pages describe enter the catalogue; a feed's word always stands. */
  learn_items?: boolean;

  /** Sections of pages beside the default ones, by name: words and phrases that announce them. A default name is replaced, by an empty list switched off. */
  sections?: Record<string, string[]>;

  /** People of the shop, whose visits teach nothing; so do events with GA4's `traffic_type: "internal"`. */
  staff?: { visitors?: string[] };

  /** Shards of the shelf. Another number begins a shelf that has learnt nothing yet. */
  shelf_shards?: number;

  /** Items pinned, buried and excluded, by slot. */
  merchandising?: { slot: "*" | string; pin?: string[]; bury?: string[]; exclude?: string[] }[];

  /** From this value on a cart is delivered free; null where it never is, or always. */
  free_shipping?: { amount: number; currency: string } | null;

  /** Pages for customers with exactly one order, the best first (`repeat_buyer_pages`). */
  repeat_buyer_pages?: { title: string; link: string; image_link?: string }[];

  /** When a person counts as considering. */
  signals?: SignalRulesInput;

  /** How much may be asked for. */
  limits?: LimitsInput;

  /** How long what is known is kept. */
  retention?: RetentionInput;

  /** Whether what happens is written to the export bucket, hour by hour. */
  continuous_export?: boolean;

  /** How customers are measured, and the shop's own segments of them. */
  customers?: CustomerRulesInput;
};

export type ShelfReply = {
  shards: {
    items: number;
    counters: number;

    /** Since it was last brought up. */
    rows_written: number;
    bytes: number;
  }[];
};

export type ShopBody = { shop: ShopName };

export type ShopMade = { shop: string; pk: string; sk: string };

export type ShopName = string;

export type ShopReply = { shop: string; status: ShopStatus };

export type ShopStatus = "active" | "suspended" | "closed";

export type SignIn = { key: string } | { link: string };

export type SignalEvidence = {
  items?: string[];
  pages?: string[];

  /** Ids of sessions. */
  sessions?: string[];
};

export type SignalName =
  | "browsing"
  | "multi_visit"
  | "same_item"
  | "same_page"
  | "comparison"
  | "hesitation_shipping"
  | "hesitation_returns"
  | "cart_kept";

export type SignalReply = {
  name: SignalName;

  /** What it is about: an item's id, a category or a path; null when it is the person as a whole. */
  about: string | null;

  /** When it was raised, and when it lapses if nothing else happens. */
  since: string;
  until: string;

  /** In words: names items, pages and numbers. */
  reason: string;
  evidence: SignalEvidence;
};

export type SignalRules = {
  /** Different items of one category. */
  browsing: { items: number; days: number } | null;

  /** Sessions since the last order. */
  multi_visit: { sessions: number; days: number } | null;

  /** Sessions in which the same item was viewed; a page that is loaded again is none. */
  same_item: { sessions: number; days: number } | null;

  /** Sessions in which the same page was seen that is neither an item's nor the shop's machinery. */
  same_page: { sessions: number; days: number } | null;

  /** Returns, in one session, to items of a category after another of it was viewed. */
  comparison: { returns: number; days: number } | null;

  /** Sessions that touched an item, went to shipping among their last pages, and ended without order. */
  hesitation_shipping: { days: number } | null;

  /** The same for returns. */
  hesitation_returns: { days: number } | null;

  /** Days for which a cart stays as it is. */
  cart_kept: { days: number } | null;
};

export type SignalRulesInput = {
  /** Different items of one category. */
  browsing?: { items?: number; days?: number } | null;

  /** Sessions since the last order. */
  multi_visit?: { sessions?: number; days?: number } | null;

  /** Sessions in which the same item was viewed; a page that is loaded again is none. */
  same_item?: { sessions?: number; days?: number } | null;

  /** Sessions in which the same page was seen that is neither an item's nor the shop's machinery. */
  same_page?: { sessions?: number; days?: number } | null;

  /** Returns, in one session, to items of a category after another of it was viewed. */
  comparison?: { returns?: number; days?: number } | null;

  /** Sessions that touched an item, went to shipping among their last pages, and ended without order. */
  hesitation_shipping?: { days?: number } | null;

  /** The same for returns. */
  hesitation_returns?: { days?: number } | null;

  /** Days for which a cart stays as it is. */
  cart_kept?: { days?: number } | null;
};

export type SlotReport = {
  slot: string;
  scenario: string;

  /** Most likely the best first. */
  strategies: StrategyReport[];

  /** What is known by now, in words. */
  verdict: string;
  exploration: ExplorationCost;
};

export type Stage = "active" | "silent" | "dormant" | "lost";

export type StageCounts = Record<Stage, number>;

export type StageCuts = [number, number, number];

export type StagePolicy = {
  /** How freely to write: as usual, seldom, or at big events alone. */
  contact: "keep" | "limit" | "events";

  /** Largest discount, a share of the price; 0 is no promotion. */
  maxDiscount: number;

  /** When that discount may be offered. */
  discountAt: "never" | "any_time" | "returner_events" | "big_events";

  /** The largest event to invite them to. */
  events: "any" | "returner_and_big" | "big";
};

export type StandingReply = {
  stage: Stage;
  stage_since: string;

  /** When the next stage begins unless an order comes; null once lost. */
  next_stage_at: string | null;

  /** What may be done for people of this stage. */
  policy: { contact: string; max_discount: number; discount_at: string; events: string };

  /** The stage in each category that they bought in. */
  categories: {
    category: string;
    stage: Stage;
    last_order: string;
    next_stage_at: string | null;
  }[];

  /** Valid orders and their net, of all time. */
  orders: number;
  net: string;
  rfm: RfmReply;
  value: {
    /** 0 to 100: the weighted mean of the aspects that have a score. */
    composite: number;

    /** Each 0 to 100, or null when the shop has too little data for it, with what it is read from. */
    aspects: Record<
      "current" | "future" | "loyalty" | "credit" | "growth",
      { score: number | null; reason: string }
    >;
  };

  /** What twelve months are expected to bring; null while too few people have come back. */
  clv: { days: number; orders: number; order_value: string; value: string; basis: string } | null;

  /** The furthest that they have come from awareness to advocacy. */
  journey: string;

  /** Segments that follow from orders. */
  segments: { name: string; why: string[]; until: string | null }[];
};

export type StatusBody = { status: ShopStatus };

export type StrategyReport = {
  strategy: string;

  /** Receipts that were seen, and of these how many had an item clicked. */
  shown: number;
  clicked: number;

  /** Clicked of shown, as it was. */
  as_served: ToldRate;

  /** Probability with which a receipt is given to it now. */
  propensity: number;

  /** What the slot would have come to, had it served everybody: three estimates; null is unknown. */
  if_it_served_everybody: {
    ips: ToldRate | null;
    snips: ToldRate | null;
    doubly_robust: ToldRate | null;
  };
};

export type SubscriptionBody = {
  /** The visitor's id, as the tag has it. */
  visitor: string;
  subscription: PushSubscription | null;
};

export type SurvivalPoint = {
  rate: number | null;

  /** 95 %. */
  interval: [number, number] | null;

  /** People that it rests on. */
  n: number;
  days: number;
};

export type TargetCard = {
  /** In words. */
  target: string;

  /** Visits and orders that still count, by half-life, and their rate. */
  visits: number;
  orders: number;
  base_rate: number;

  /** After so many events, each session where it got so far; null while too few ordered, or did not. */
  auc_after: Record<string, number | null>;

  /** Means over all moments, null before the first; `base_…` of the base rate at the same moments. */
  log_loss: number | null;
  base_log_loss: number | null;
  brier: number | null;
  base_brier: number | null;

  /** What was said, beside what came of it, by band of the score. */
  reliability: { sessions: number; said: number; came: number }[];

  /** `excess_loss`: nats a session of late beyond the base rate; above 0 the scores are worse. */
  drift: { alarmed: boolean; excess_loss: number };
};

export type TimelineEvent = {
  id: string;
  name: string;

  /** ISO 8601. */
  time: string;
  session: string;

  /** The record that it came from: a visitor's id, or `c/<customer>` when a server told it. */
  visitor: string;

  /** How its visit came, on the event that says so. */
  channel?: string;
  page?: string;

  /** Of a page view. */
  page_type?: PageType;
  items?: string[];
  engagement?: Engagement;

  /** Of a leave: sections that were read, by the shop's names. */
  sections?: string[];

  /** Sections that the event as a whole is about, such as a page on returns. */
  about?: string[];
  [name: string]: unknown;
};

export type ToldRate = { rate: number; interval: [number, number] };

export type Tool = {
  name: string;
  description: string;

  /** JSON Schema of the parameters. */
  inputSchema: Record<string, unknown>;

  /** What calling it means: a request with a secret key. */
  request: {
    method: "GET";

    /** A URI template (RFC 6570). */
    url: string;
    authorization: string;
  };
};

export type ToolsReply = { tools: Tool[] };

export type Touch = {
  channel: string;
  source: string;
  medium: string;
  campaign: string;

  /** Click id that the landing carried, such as `gclid`; a paid one first. */
  click_id: string | null;
  landing: string;
  referrer: string;
};

export type UnmergeReply = {
  person: string;

  /** Whose record is one of its own again. */
  visitor: string;
};

export type UnsubscribeBody = {
  visitor?: string;
  customer?: CustomerId;
  channel?: "email" | "sms" | "push" | "line";
};

export type UnsubscribeReply = {
  url: string;

  /** RFC 8058, as they go into an e-mail */
  headers: Record<string, string>;
};

export type UpcomingRunOut = {
  /** Units at hand after the last delivery, with what was left over before it. */
  units: number;
  delivered: number;
  starts: number;

  /** As likely earlier as later. */
  run_out_at: number;

  /** One in four runs out before. */
  q25: number;

  /** Days that one unit lasts this customer. */
  days_per_unit: number;

  /** The customer's own gaps that this rests on, beside the item's. */
  own_gaps: number;
  person: string;
  item: string;

  /** Epoch ms: when to ask. */
  contact_at: number;
};

export type User = {
  email: string;
  role: Role;
  added: string;

  /** Browsers in which they are signed in. */
  sessions: number;

  /** Until when the link that was made for them signs them in. */
  invited_until: string | null;
};

export type UserBody = { email: Email; role: Role };

export type UsersReply = { users: User[] };

export type VerifyBody = { receipt: ErasureReceipt; visitor?: string; customer?: CustomerId };

export type VerifyReply = {
  /** the receipt is this shop's and as it was signed */
  valid: boolean;

  /** it is of the person named; null when none is */
  concerns: boolean | null;
};

export type VisitorId = string | CanonicalId;

export type VisitorsReply = {
  /** ISO 8601: the board is filled while somebody watches it, and began to be then. */
  watching_since: string;
  visitors: LiveVisitor[];
};

export type VisitsReport = {
  /** Days, ISO 8601. */
  from: string;
  to: string;
  visits: number;
  orders: number;

  /** Minor units by currency. */
  revenue: Record<string, number>;
  channels: {
    channel: string;
    visits: number;
    orders: number;
    converted: number;
    bounces: number;
  }[];

  /** `rate` is exits per page view. */
  exit_pages: { path: string; exits: number; views: number; rate: number }[];
  landing_pages: { path: string; visits: number }[];
  recommendations: { shown: number; clicked: number };
  bot_events: number;
};

export type WallVerdict = {
  verdict: "yes" | "no" | "cannot tell";

  /** In words, with the figures that it rests on. */
  because: string;

  /** Days within which people came back, of those whose order is at least so old. */
  days: number;
  second: Rate;
  third: Rate;

  /** F3 − F2, 95 %; null when too few people can tell. */
  difference: { value: number; interval: [number, number] } | null;

  /** Two-sided, of no difference at all. */
  p: number | null;
};

export type Want = WantFields;

export type WantFields = {
  slot: string;
  scenario: Scenario;

  /** `all`, `category:Kitchen > Mugs`, `brand:X`, `price:10-20 GBP`, `search:<term>`, `segment:<name>`, or `segment` alone for those that the visitor is in. */
  axis?: string;
  count?: number | string;

  /** The item that `related` starts from; the one on the screen when none is named. */
  item?: string;

  /** Filters: what is shown lies in this category, is of this brand, costs this much. */
  category?: string;
  brand?: string;
  "min-price"?: number | string;
  "max-price"?: number | string;
  exclude?: string[];

  /** That items are to be priced in, as far as there are any; the page's own, else the shop's. */
  currency?: string;

  /** Diversity: at most so many items of one category, of one brand. */
  "per-category"?: number | string;
  "per-brand"?: number | string;

  /** Whether the answer tells what each score is made of; the bare attribute says yes. */
  explain?: boolean | string;

  /** What the page would write above it, and in its place when the answer is another than asked for. */
  heading?: string;
  "fallback-heading"?: string;

  /** What taking an item out of the visitor's history is called in the page's language. */
  "dismiss-label"?: string;

  /** What asks why an item is shown, in the page's language; without it nobody can ask. */
  "why-label"?: string;
};

export type WantProblem = {
  /** Null when not even its name is understood. */
  slot: string | null;
  detail: string;

  /** RFC 6901 JSON Pointer into the request body. */
  pointer: string;
};

export type WebhookBody = {
  /** Where announcements are posted to: https, and a public host. */
  url: string;

  /** Types that are told, such as `stage.changed`; none stands for all. */
  types?: string[];

  /** The form of the body. */
  format?: "standard" | "cloudevents";
  enabled?: boolean;
};

export type WebhookMadeReply = {
  /** Where announcements are posted to: https, and a public host. */
  url: string;

  /** Types that are told, such as `stage.changed`; none stands for all. */
  types: string[];

  /** The form of the body. */
  format: "standard" | "cloudevents";
  enabled: boolean;
  id: string;
  created: string;

  /** `paused`: it failed some times in a row and is left alone until `paused_until`; `failing`: for a quarter of an hour or longer. */
  state: "ok" | "failing" | "paused" | "stopped" | "off";

  /** Why nothing is sent though it is enabled. */
  stopped: string | null;

  /** Failed tries in a row. */
  failures: number;
  paused_until: string | null;
  last_success: string | null;

  /** Deliveries that failed and are tried again. */
  waiting: number;

  /** Deliveries that were given up within the last 30 days. */
  dead: number;

  /** `whsec_…`, shown this once. */
  secret: string;
};

export type WebhookReply = {
  /** Where announcements are posted to: https, and a public host. */
  url: string;

  /** Types that are told, such as `stage.changed`; none stands for all. */
  types: string[];

  /** The form of the body. */
  format: "standard" | "cloudevents";
  enabled: boolean;
  id: string;
  created: string;

  /** `paused`: it failed some times in a row and is left alone until `paused_until`; `failing`: for a quarter of an hour or longer. */
  state: "ok" | "failing" | "paused" | "stopped" | "off";

  /** Why nothing is sent though it is enabled. */
  stopped: string | null;

  /** Failed tries in a row. */
  failures: number;
  paused_until: string | null;
  last_success: string | null;

  /** Deliveries that failed and are tried again. */
  waiting: number;

  /** Deliveries that were given up within the last 30 days. */
  dead: number;
};

export type WebhooksReply = { webhooks: WebhookReply[] };
