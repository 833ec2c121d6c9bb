import { isPaused, subscribe, subscriptionsOf, unsubscribe } from "../core/person/index.ts";
import type { PushSubscription } from "../wire/push.ts";
import { PersonErasure } from "./person-erasure.ts";

/** The browsers in which somebody has agreed to messages, whichever of their names they come by. */
export abstract class PersonPush extends PersonErasure {
  /** Keeps a subscription, or with null forgets all; false where nobody is known who could agree. */
  async subscribe(subscription: PushSubscription | null): Promise<boolean> {
    if (this.next() !== null) return this.ask((next) => next.subscribe(subscription));
    if (this.memory === null || isPaused(this.memory.state)) return false;
    if (subscription === null) unsubscribe(this.memory.state);
    else subscribe(this.memory.state, subscription);
    this.commit();
    return true;
  }

  /** See `subscriptionsOf`. */
  async subscriptions(): Promise<PushSubscription[]> {
    if (this.next() !== null) return this.ask((next) => next.subscriptions());
    return this.memory === null ? [] : subscriptionsOf(this.memory.state);
  }

  /** Forgets subscriptions that have ended. */
  async unsubscribe(endpoints: string[]): Promise<void> {
    if (this.next() !== null) return this.ask((next) => next.unsubscribe(endpoints));
    if (this.memory !== null && unsubscribe(this.memory.state, endpoints)) this.commit();
  }
}
