import type { ComponentType } from "preact";
import type { Route } from "../route.ts";
import type { Scope } from "../../../wire/scope.ts";
import { AccessPage } from "./access/index.tsx";
import { CustomersPage } from "./customers/index.tsx";
import { IntentPage } from "./intent.tsx";
import { LivePage } from "./live.tsx";
import { OutboundPage } from "./outbound/index.tsx";
import { PersonPage } from "./person/index.tsx";
import { SecondPage } from "./second/index.tsx";
import { SetUpPage } from "./set-up.tsx";
import { ShelfPage } from "./shelf.tsx";
import { VisitsPage } from "./visits.tsx";

export interface Page {
  /** In the address. */
  name: string;
  title: string;
  /** What it answers, in one sentence. */
  about: string;
  page: ComponentType<{ route: Route }>;
  /** Reached from other pages only. */
  hidden?: boolean;
  /** Whoever lacks this has no use for it. */
  needs?: Scope;
}

/** In the order of the menu; the first opens at sign-in. */
export const PAGES: readonly Page[] = [
  {
    name: "live",
    title: "Live",
    about: "Who is on your pages now, how likely they are to buy, and what they are shown.",
    page: LivePage,
  },
  {
    name: "visits",
    title: "Visits",
    about: "Where visitors come from, where they land and leave, and what brings them back.",
    page: VisitsPage,
  },
  {
    name: "shelf",
    title: "Shelf",
    about: "What sells, on any axis and with its reason, and what your slots make of it.",
    page: ShelfPage,
  },
  {
    name: "intent",
    title: "Intent",
    about: "Whether the probability of an order can be believed, and what it rests on.",
    page: IntentPage,
  },
  {
    name: "customers",
    title: "Customers",
    about: "Who your customers are, what they are worth, and which of them are going.",
    page: CustomersPage,
  },
  {
    name: "f2",
    title: "F2 lab",
    about: "Where customers stop, who will come back, when, and with what.",
    page: SecondPage,
  },
  {
    name: "person",
    title: "Person",
    about: "All that is known of one visitor or customer, and why they were shown what they saw.",
    page: PersonPage,
  },
  {
    name: "set-up",
    title: "Set-up",
    about:
      "The tag to copy, what arrives of it, files, feeds and settings: all that a new shop needs.",
    page: SetUpPage,
  },
  {
    name: "outbound",
    title: "Outbound",
    about: "What you should know of, and what your other systems are told.",
    page: OutboundPage,
    needs: "outbound",
  },
  {
    name: "access",
    title: "People and keys",
    about: "Who may do what here, with which key, and who changed what.",
    page: AccessPage,
    needs: "admin",
  },
];
