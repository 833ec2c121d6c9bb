import type { Behaviour } from "./behaviour.ts";
import type { Calendar } from "./calendar.ts";
import { exponential, pulled, type Roll } from "./draws.ts";
import { type Device, drawChannel, newPerson, type Person, takeDevice } from "./people.ts";
import type { Intervention, Life, VisitRecord } from "./requests.ts";
import { Tag } from "./tag.ts";
import { Visit } from "./visit.ts";
import { visitPages } from "./visit-pages.ts";

/** The world that somebody lives in. */
export interface Surroundings {
  behaviour: Behaviour;
  calendar: Calendar;
  intervention: Intervention | null;
  /** Told when a visit begins, with its exact probability of an order then. */
  onVisit(visit: VisitRecord, chance: number): void;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** A person's visits, from the first one at `arrival` (epoch ms) until the calendar ends. */
export function* live(
  roll: Roll,
  arrival: number,
  fromCampaign: boolean,
  world: Surroundings,
): Life {
  const { behaviour, calendar } = world;
  const person = newPerson(roll, behaviour, world.intervention?.share ?? 0);
  let at = arrival;
  for (let isFirst = true; at < calendar.end; isFirst = false) {
    const device = takeDevice(roll, behaviour, person);
    const record = newRecord(at, device, person);
    const end = yield* visitOnce(roll, person, device, record, world, isFirst && fromCampaign);
    device.visits += 1;
    const hasOrdered = record.orderedAt !== null;
    if (hasOrdered) {
      device.orders += 1;
      person.orders += 1;
      person.need += behaviour.needMet;
    }
    const share = hasOrdered ? behaviour.buyAgain : pulled(behaviour.comeBack, person.need / 2);
    if (roll() >= share) return;
    const days = hasOrdered ? behaviour.buyAgainDays : behaviour.comeBackDays;
    at = calendar.likelyHour(roll, end + HOUR + exponential(roll, days * DAY), end + HOUR);
  }
}

const newRecord = (started: number, device: Device, person: Person): VisitRecord => ({
  visitor: device.visitor,
  started,
  events: 0,
  orderedAt: null,
  ordersBefore: device.orders,
  isAsked: person.isAsked,
  planted: 0,
  person,
  need: person.need,
  isCustomer: person.orders > 0,
});

/** One visit; returns when it ended. */
function visitOnce(
  roll: Roll,
  person: Person,
  device: Device,
  record: VisitRecord,
  { behaviour, calendar, intervention, onVisit }: Surroundings,
  fromCampaign: boolean,
) {
  const channel = drawChannel(roll, device, fromCampaign);
  const isCustomer = person.orders > 0;
  const circumstances = {
    need: person.need + channel.need,
    bounce: channel.bounce,
    isCustomer,
    isPhone: device.isPhone,
    moment: calendar.pull(behaviour, record.started),
  };
  const loggedIn = isCustomer && roll() < behaviour.logIn;
  const tag = new Tag(roll, { ...device, loggedIn, ...channel }, record);
  const transaction = `t-${device.visitor}-${device.visits}`;
  const visit = new Visit(behaviour, circumstances, { favourite: person.favourite, transaction });
  onVisit(record, visit.chance());
  return visitPages(roll, visit, tag, record, record.isAsked ? intervention : null);
}
