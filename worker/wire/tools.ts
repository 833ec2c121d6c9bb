import * as z from "zod";
import { Scenario } from "./want.ts";
import { ItemId, line, PersonId } from "./text.ts";

const Count = z.int().min(1).max(48);
const Visitor = PersonId.describe(
  "The visitor's id, as the tag keeps it and as the shop was told.",
);

/** The query of `GET /v1/search`. */
export const SearchQuery = z.object({
  q: line(200).describe("Words of the title, brand, category or id; items hold all of them."),
  count: Count.default(10).describe("How many items at most."),
});

const Recommend = z.object({
  scenario: Scenario.describe("What kind of items: each scenario has an order of its own."),
  visitor: Visitor.optional().describe("For whom; left out for answers that are the same for all."),
  axis: z
    .string()
    .max(320)
    .optional()
    .describe("Where bestsellers are from: `all`, `category:A > B`, `brand:X`, `price:10-20 GBP`."),
  count: Count.optional().describe("How many items at most."),
  item: ItemId.optional().describe("The item that `related` starts from."),
  category: z.string().max(300).optional().describe("Only items of this category."),
  brand: z.string().max(200).optional().describe("Only items of this brand."),
  min_price: z.number().min(0).optional().describe("In the shop's currency."),
  max_price: z.number().min(0).optional().describe("In the shop's currency."),
  exclude: z.string().optional().describe("Ids of items to leave out, separated by commas."),
});

/** Something that an assistant of the shop can do, described as the Model Context Protocol does. */
export const Tool = z.object({
  name: z.string(),
  description: z.string(),
  inputSchema: z.record(z.string(), z.unknown()).describe("JSON Schema of the parameters."),
  request: z
    .object({
      method: z.literal("GET"),
      url: z.string().describe("A URI template (RFC 6570)."),
      authorization: z.string(),
    })
    .describe("What calling it means: a request with a secret key."),
});
export type Tool = z.infer<typeof Tool>;

/** The reply to `GET /v1/tools`. */
export const ToolsReply = z.object({ tools: z.array(Tool).readonly() });
export type ToolsReply = z.infer<typeof ToolsReply>;

const get = (name: string, description: string, parameters: z.ZodType, url: string): Tool => ({
  name,
  description,
  inputSchema: z.toJSONSchema(parameters, { io: "input" }),
  request: { method: "GET", url, authorization: "Bearer <secret key>" },
});

/** The query parameters of a template, which are all that its path does not name. */
const queryOf = (parameters: z.ZodObject, inPath: string): string =>
  `{?${Object.keys(parameters.shape)
    .filter((name) => name !== inPath)
    .join(",")}}`;

/** What `GET /v1/tools` tells. */
export const TOOLS: readonly Tool[] = [
  get(
    "recommend",
    "Recommends items of the shop, each with a reason in words that may be told to the visitor. " +
      "`fallback` says why when the answer is another than was asked for.",
    Recommend,
    `/v1/recommendations/{scenario}${queryOf(Recommend, "scenario")}`,
  ),
  get(
    "profile",
    "Tells what is known of a visitor: visits and how they came, items viewed, cart, orders, how " +
      "likely an order is, and what was recommended.",
    z.object({ visitor: Visitor }),
    "/v1/people/{visitor}",
  ),
  get(
    "search_items",
    "Finds items of the shop's catalogue by words, the best answer first, with price and availability.",
    SearchQuery,
    `/v1/search${queryOf(SearchQuery, "")}`,
  ),
];
