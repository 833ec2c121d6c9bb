import type { Announcement } from "../../../worker/core/messages/index.ts";
import { tell } from "../../../worker/core/person/index.ts";
import { event, item, pageView } from "../event.ts";
import { sentTo, type Somebody } from "./support.ts";

let views = 0;
export const look = (id: string, time: number, category = "Mugs") =>
  event("view_item", time, { view: `view-${(views += 1)}`, items: [item(id, 100, category)] });
export const cart = (id: string, time: number) => event("add_to_cart", time, { items: [item(id)] });
export const buy = (id: string, time: number) =>
  event("purchase", time, {
    transaction: `t${time}`,
    value: 100,
    currency: "GBP",
    items: [item(id)],
  });
export const page = (path: string, time: number, about?: string[]) =>
  pageView(path, time, { view: `view-${(views += 1)}`, ...(about && { about }) });

export const signalsOf = ({ state }: Somebody, now: number) => tell(state, now).signals;
export const names = (person: Somebody, now: number) =>
  signalsOf(person, now).map(({ name }) => name);
export const signal = (person: Somebody, name: string, now: number) =>
  signalsOf(person, now).find((one) => one.name === name);
export const announced = (person: Somebody, name?: string) =>
  sentTo<Announcement>(person, "courier").filter(
    ({ type, data }) => type === "signal.raised" && (name === undefined || data["signal"] === name),
  );
export const at = (time: number) => new Date(time).toISOString();
