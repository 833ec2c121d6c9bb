import type { Affinity, Facet, Weights } from "../recommend/index.ts";
import { hashId, newVisit, type ViewTally, type Visit } from "../visit/index.ts";
import {
  FORM,
  newPerson,
  type PastVisit,
  type PendingWeek,
  type PersonState,
  type Receipt,
  type ViewedItem,
} from "./state.ts";
import type { Telling } from "./tellings.ts";

/** A visit as form 1 kept it. */
interface FirstVisit extends Omit<FieldedVisit, "views" | "trail"> {
  engagement: FieldedVisit["views"];
  lastPage: { path: string; time: number; seq: number } | null;
}

/** A person as it was stored, in whichever form. */
export type Stored = Omit<PersonState, "form"> & { form: number };

/** A receipt as it was kept before form 3: with the sum of each score alone. */
interface SummedReceipt extends Omit<Receipt, "items" | "passed"> {
  items: { id: string; score: number; reason: string }[];
}

/** A telling as it was kept before form 5: with a field for each action. */
interface FieldedTelling extends Omit<Telling, "told"> {
  told: Record<string, [calls: number, layer: number]>;
}

/** A visit as it was kept before form 5: with a field for each page view and path. */
interface FieldedVisit extends Omit<Visit, "views" | "paths"> {
  views: Record<string, Omit<ViewTally, "view">>;
  paths: Record<string, number>;
}

/** A taste as it was kept before form 5: with a field for each value. */
interface FieldedAffinity extends Omit<Affinity, Facet>, Record<Facet, Record<string, number>> {}

/** What was stored of a person, in today's form: what an older one did not keep is empty. */
export function upgrade(stored: Stored): PersonState {
  if (stored.form === FORM) return { ...stored, form: FORM };
  const second = stored.form === 1 ? fromForm1(stored) : stored;
  const third = second.form < 3 ? fromForm2(second) : second;
  const fourth = third.form < 4 ? fromForm3(third) : third;
  return { ...fromForm4(fourth), form: FORM };
}

function fromForm4(stored: Stored): Stored {
  const { profile } = stored;
  const tellings = stored.tellings as unknown as FieldedTelling[];
  const visitOf = (visit: Visit) => listVisit(visit as unknown as FieldedVisit);
  const affinity = profile.affinity as FieldedAffinity | undefined;
  return {
    ...stored,
    profile: { ...profile, ...(affinity && { affinity: listAffinity(affinity) }) },
    open: stored.open.map((open) => ({ ...open, visit: visitOf(open.visit) })),
    closed: stored.closed.map(visitOf),
    tellings: tellings.map(fromFields),
  };
}

const listVisit = ({ views, paths, ...visit }: FieldedVisit): Visit => ({
  ...visit,
  views: Object.entries(views).map(([view, tally]) => Object.assign({ view }, tally)),
  paths: Object.entries(paths),
});

const listAffinity = ({
  category,
  brand,
  band,
  hour,
  device,
  ...sums
}: FieldedAffinity): Affinity => ({
  ...sums,
  category: listWeights(category),
  brand: listWeights(brand),
  band: listWeights(band),
  hour: listWeights(hour),
  device: listWeights(device),
});

const listWeights = (weights: Record<string, number>): Weights => ({
  names: Object.keys(weights),
  weights: Object.values(weights),
});

const fromFields = ({ told, ...telling }: FieldedTelling): Telling => ({
  ...telling,
  told: Object.entries(told).map(([action, [calls, layer]]) => [action, calls, layer]),
});

function fromForm3(stored: Stored): Stored {
  const named = (pending: PendingWeek): PendingWeek => ({
    ...pending,
    visit: hashId(`${stored.shop}/${stored.visitor}/${pending.from}`),
  });
  return { ...stored, week: stored.week.map(named) };
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
  const upgradeVisit = (visit: Visit) =>
    fromFirst(visit as unknown as FirstVisit) as unknown as Visit;
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

function fromFirst({ engagement, lastPage, ...visit }: FirstVisit): FieldedVisit {
  return {
    ...newVisit(visit.id, visit.started, visit.touch, visit.landing),
    ...visit,
    views: engagement,
    trail: lastPage === null ? [] : [{ ...lastPage, view: null, kind: "other" }],
  };
}
