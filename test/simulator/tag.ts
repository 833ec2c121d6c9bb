import type { Want } from "../../worker/wire/batch.ts";
import { type Roll, tagId } from "./draws.ts";
import type { Request, Told, VisitRecord } from "./requests.ts";
import type { Page, Tell } from "./visit.ts";

/** Where the simulated shop's pages are; the driver puts its own host in. */
export const SHOP_ORIGIN = "https://shop.example";

/** Whose browser, and what sent it. */
export interface Source {
  userAgent: string;
  visitor: string;
  loggedIn: boolean;
  query: string;
  referrer: string;
}

/**
 * What the tag of `sdk/src` sends of a visit, in a shop whose pages change within one document: each page
 * view opens with a batch, the engagement of the page before in it; what is urgent goes at once; and a
 * last request leaves with the visitor.
 */
export class Tag {
  readonly #userAgent: string;
  readonly #visitor: string;
  readonly #session: string;
  readonly #visit: VisitRecord | null;
  readonly #logged: object;
  /** Of the landing only. */
  #query: string;
  readonly #referrer: string;
  #view = "";
  #seq = 0;
  #url = "";
  #opened = 0;
  readonly #held: Told[] = [];

  constructor(roll: Roll, from: Source, visit: VisitRecord | null) {
    this.#query = from.query;
    this.#referrer = from.referrer;
    this.#userAgent = from.userAgent;
    this.#visitor = from.visitor;
    this.#logged = from.loggedIn ? { logged_in: true } : {};
    this.#visit = visit;
    this.#session = tagId(roll);
  }

  /** The first batch of a page. */
  open(roll: Roll, { path, title, tells }: Page, at: number, want: Want[]): Request {
    const referrer = this.#url || this.#referrer;
    this.#view = tagId(roll);
    this.#seq = 0;
    this.#url = SHOP_ORIGIN + path + this.#query;
    this.#query = "";
    this.#opened = at;
    const page = { url: this.#url, referrer, title };
    const events = [
      this.#event(at, "page_view", { page, ...this.#logged }),
      ...tells.map((tell) => this.#event(at, ...tell)),
    ];
    return this.#request(at, events, want);
  }

  /** What happens on the page and does not wait. */
  act(at: number, ...tells: Tell[]): Request {
    const events = tells.map((tell) => this.#event(at, ...tell));
    return this.#request(at, events, []);
  }

  /** Tells of a page that is left; it goes along with the next page's first batch. */
  leave(at: number, { scroll }: Page, ...seen: Tell[]): void {
    const visible = Math.round(at - this.#opened);
    const active = Math.round(0.6 * visible);
    const engagement = { visible, focused: visible, active, scroll };
    const tells: Tell[] = [...seen, ["page_leave", { engagement, sections: [] }]];
    this.#held.push(...tells.map((tell) => this.#event(at, ...tell)));
  }

  /** What goes out when the shop is left: nobody is there to see the answer. */
  part(at: number): Request {
    return this.#request(at, [], []);
  }

  #event(at: number, name: string, fields: object): Told {
    const seq = this.#seq++;
    const id = `${this.#view}.${seq}`;
    return { page: { url: this.#url }, ...fields, id, name, view: this.#view, seq, at };
  }

  #request(at: number, told: Told[], want: Want[]): Request {
    const events = [...this.#held.splice(0), ...told];
    if (this.#visit !== null) this.#visit.events += events.length;
    return {
      at,
      userAgent: this.#userAgent,
      visitor: this.#visitor,
      session: this.#session,
      events,
      want,
      visit: this.#visit,
      chance: null,
    };
  }
}
