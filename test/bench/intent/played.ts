import {
  type Behaviour,
  type Feature,
  features,
  newBehaviour,
  observe,
  type PersonTraits,
  type Traffic,
} from "../../../worker/core/intent/index.ts";
import type { VisitEvent } from "../../../worker/core/visit/index.ts";
import { STRANGER } from "../../core/intent/support.ts";
import type { PeerRow } from "./peers/logistic.ts";

/** A session as it is lived. Files do not say when or whence it came: at noon, on a weekday, directly. */
export class Living {
  readonly behaviour: Behaviour = newBehaviour();
  readonly #person: PersonTraits = { ...STRANGER };
  readonly #traffic: Traffic = {
    channel: "Direct",
    firstChannel: "Direct",
    device: "other",
    hour: 12,
    weekend: false,
  };

  /** Whether the person was known, and how far this session has come. */
  get group(): string {
    const { cart } = this.behaviour;
    const stage = cart.checkout > 0 ? "checkout" : cart.units > 0 ? "cart" : "browsing";
    return `${this.#person.returning ? "known" : "new"}, ${stage}`;
  }

  /** What a peer sees of it now. */
  get row(): Omit<PeerRow, "ordered"> {
    const { behaviour } = this;
    const { cart, latest, prices } = behaviour;
    return {
      numbers: [
        behaviour.events,
        behaviour.pages,
        behaviour.distinctItems,
        behaviour.again,
        behaviour.searches,
        cart.units,
        cart.value,
        cart.adds,
        cart.removes,
        cart.checkout,
        (behaviour.last ?? 0) - (behaviour.started ?? 0),
        latest?.pause ?? 0,
        latest?.amount ?? 0,
        prices === undefined ? 0 : prices.sum / Math.max(1, prices.count),
        this.#person.orders,
      ],
      categories: [`${latest?.action}`, behaviour.page, `${behaviour.loggedIn}`],
    };
  }

  /** Takes one event in and gives what the model sees then. */
  live(event: VisitEvent): Feature[] {
    observe(this.behaviour, event);
    const orders = Number(event.params?.["past_orders"]) || 0;
    this.#person.orders = Math.max(this.#person.orders, orders);
    this.#person.returning = this.#person.orders > 0;
    return features(this.behaviour, this.#person, this.#traffic, event.time);
  }
}
