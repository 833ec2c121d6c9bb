import { hashId, newVisit, type Visit } from "../visit/index.ts";
import {
  FORM,
  newPerson,
  type PastVisit,
  type PendingWeek,
  type PersonState,
  type Receipt,
  type ViewedItem,
} from "./state.ts";

/** A visit as form 1 kept it. */
interface FirstVisit extends Omit<Visit, "views" | "trail"> {
  engagement: Visit["views"];
  lastPage: { path: string; time: number; seq: number } | null;
}

/** A person as it was stored, in whichever form. */
export type Stored = Omit<PersonState, "form"> & { form: number };

/** A receipt as it was kept before form 3: with the sum of each score alone. */
interface SummedReceipt extends Omit<Receipt, "items" | "passed"> {
  items: { id: string; score: number; reason: string }[];
}

/** What was stored of a person, in today's form: what an older one did not keep is empty. */
export function upgrade(stored: Stored): PersonState {
  if (stored.form === FORM) return { ...stored, form: FORM };
  const second = stored.form === 1 ? fromForm1(stored) : stored;
  const third = second.form < 3 ? fromForm2(second) : second;
  const named = (pending: PendingWeek): PendingWeek => ({
    ...pending,
    visit: hashId(`${stored.shop}/${stored.visitor}/${pending.from}`),
  });
  return { ...third, form: FORM, week: third.week.map(named) };
}

function fromForm2(stored: Stored): Stored {
  const { profile } = stored;
  const receipts = (profile.receipts as unknown as SummedReceipt[]).map(fromSum);
  return { ...stored, profile: { ...profile, receipts } };
}

const fromSum = ({ items, ...receipt }: SummedReceipt): Receipt => ({
  ...receipt,
  items: items.map(({ id, score, reason }) => ({ id, reason, parts: [["score", score]] })),
  passed: [],
});

function fromForm1(stored: Stored): Stored {
  const { shop, visitor, profile } = stored;
  const whole = [...stored.open.map(({ visit }) => visit), ...stored.closed];
  const upgradePast = (past: Partial<PastVisit>) => {
    const fact = whole.find(({ id }) => id === past.id)?.fact ?? past.id;
    return { ...UNKNOWN, fact, ...past };
  };
  const upgradeVisit = (visit: Visit) => fromFirst(visit as unknown as FirstVisit);
  return {
    ...newPerson(shop, visitor, profile.firstSeen),
    ...stored,
    profile: {
      ...profile,
      viewed: profile.viewed.map((item: Partial<ViewedItem>) => ({ ...UNREAD, ...item })),
      sessions: profile.sessions.map(upgradePast),
    } as PersonState["profile"],
    open: Array.from(stored.open, (open) => ({ ...open, visit: upgradeVisit(open.visit) })),
    closed: stored.closed.map(upgradeVisit),
  };
}

const UNREAD = { dwell: 0, sections: {} };
const UNKNOWN = { landingKind: "other", sections: {}, bridge: null };

function fromFirst({ engagement, lastPage, ...visit }: FirstVisit): Visit {
  return {
    ...newVisit(visit.id, visit.started, visit.touch, visit.landing),
    ...visit,
    views: engagement,
    trail: lastPage === null ? [] : [{ ...lastPage, view: null, kind: "other" }],
  };
}
