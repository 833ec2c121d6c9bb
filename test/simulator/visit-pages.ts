import type { Decision } from "../../worker/wire/decision.ts";
import type { Roll } from "./draws.ts";
import { CURRENCY, ga4Item, type Good } from "./goods.ts";
import type { Intervention, Reply, Request, VisitRecord } from "./requests.ts";
import type { Tag } from "./tag.ts";
import type { Page, Tell, Visit } from "./visit.ts";

/** When on a page an item is put into the cart, and a recommendation clicked: part of its time. */
const ADDS_AT = 0.5;
const CLICKS_AT = 0.9;

type Requests<Result> = Generator<Request, Result, Reply>;

/** All pages of a visit; returns when the last one was left (epoch ms). */
export function* visitPages(
  roll: Roll,
  visit: Visit,
  tag: Tag,
  record: VisitRecord,
  intervention: Intervention | null,
): Requests<number> {
  let at = record.started;
  for (let page = visit.turn(roll); page !== null; page = visit.turn(roll)) {
    const isOrder = page.tells[0]?.[0] === "purchase";
    at = isOrder
      ? yield* thanks(roll, page, tag, record, at)
      : yield* one(roll, page, visit, tag, record, intervention, at);
    if (isOrder) break;
  }
  yield tag.part(at);
  return at;
}

function* thanks(
  roll: Roll,
  page: Page,
  tag: Tag,
  record: VisitRecord,
  at: number,
): Requests<number> {
  record.orderedAt = at;
  const left = at + 1000 * page.seconds;
  yield tag.open(roll, page, at, []);
  tag.leave(left, page);
  return left;
}

function* one(
  roll: Roll,
  page: Page,
  visit: Visit,
  tag: Tag,
  record: VisitRecord,
  intervention: Intervention | null,
  at: number,
): Requests<number> {
  const moment = (part: number) => at + 1000 * part * page.seconds;
  const asks = page.good === null ? null : intervention;
  const opening = tag.open(roll, page, at, asks?.want ?? []);
  const { decisions } = yield { ...opening, chance: visit.chance(page) };
  const { pull, clicked } = asks?.react(decisions, roll) ?? { pull: 0, clicked: null };
  const unmoved = visit.chance(page);
  visit.lift(pull);
  record.planted += visit.chance(page) - unmoved;
  if (visit.adds(page, roll)) {
    const add = tag.act(moment(ADDS_AT), ["add_to_cart", worthOf(page.good!)]);
    yield { ...add, chance: visit.chance() };
  }
  if (clicked !== null) {
    const unclicked = visit.chance();
    visit.click(clicked.item);
    record.planted += visit.chance() - unclicked;
    const items = [{ item_id: clicked.item, index: clicked.index }];
    const tell: Tell = ["recommendation_clicked", { receipt_id: clicked.receipt, items }];
    yield { ...tag.act(moment(CLICKS_AT), tell), chance: visit.chance() };
  }
  tag.leave(moment(1), page, ...shownIn(decisions));
  return moment(1);
}

const worthOf = (good: Good) => ({
  currency: CURRENCY,
  value: good.price,
  items: [ga4Item(good)],
});

/** The tag tells what was seen when the page is left. */
const shownIn = (decisions: Record<string, Decision>): Tell[] =>
  Object.entries(decisions)
    .filter(([, { items }]) => items.length > 0)
    .map(([slot, { receipt_id, items }]) => {
      const shown = items.map(({ id }, index) => ({ item_id: id, index }));
      return ["recommendation_shown", { receipt_id, item_list_name: slot, items: shown }];
    });
