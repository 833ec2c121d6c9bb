import { type Behaviour, CHANNELS } from "./behaviour.ts";
import type { Calendar } from "./calendar.ts";
import { chanceOf, ratesOf } from "./chain.ts";
import { pulled } from "./draws.ts";
import type { Device, Person } from "./people.ts";
import type { VisitRecord } from "./requests.ts";

const DAY = 86_400_000;

/**
 * The probability that somebody who is away at `at` (epoch ms) orders on this device in the `days` after
 * it, knowing all that is hidden: their need, their other device, and that they may never come back.
 * Of `last`, their last visit on any device. Waits are exponential: with s the share who come back, τ
 * days later on average, and t days gone, they are still to come with s·e^(−t/τ) / (1 − s + s·e^(−t/τ));
 * each visit that does not end in an order may lead to another, which sums to
 * c / (1 − a) · (1 − e^(−(1 − a)·days/τ)), a = (1 − c) · s. Neither the hour of a return nor
 * what an order leads to is counted.
 */
export function comingBackToOrder(
  behaviour: Behaviour,
  calendar: Calendar,
  last: VisitRecord,
  visitor: string,
  at: number,
  days: number,
): number {
  const { person } = last;
  const hasOrdered = last.orderedAt !== null;
  const need = last.need + (hasOrdered ? behaviour.needMet : 0);
  const again = pulled(behaviour.comeBack, need / 2);
  const share = hasOrdered ? behaviour.buyAgain : again;
  const wait = hasOrdered ? behaviour.buyAgainDays : behaviour.comeBackDays;
  const left = share * Math.exp(-(at - last.started) / (wait * DAY));
  const isCustomer = last.isCustomer || hasOrdered;
  const moment = calendar.pull(behaviour, at + (days / 2) * DAY);
  let [here, anywhere] = [0, 0];
  for (const device of person.devices) {
    const isNext = devicesShare(behaviour, person, device, last.visitor);
    const chance = isNext * chanceOfVisit(behaviour, need, isCustomer, device, moment);
    anywhere += chance;
    if (device.visitor === visitor) here = chance;
  }
  const goesOn = (1 - anywhere) * again;
  const orders = (here / (1 - goesOn)) * (1 - Math.exp((-(1 - goesOn) * days) / wait));
  return (left / (1 - share + left)) * orders;
}

function devicesShare(b: Behaviour, { devices }: Person, device: Device, last: string): number {
  if (devices.length === 1) return 1;
  return device.visitor === last ? 1 - b.switchDevice : b.switchDevice;
}

/** Of a later visit, by whatever channel. */
function chanceOfVisit(
  behaviour: Behaviour,
  need: number,
  isCustomer: boolean,
  { isPhone }: Device,
  moment: number,
): number {
  return CHANNELS.reduce((sum, { later, need: pull, bounce }) => {
    const at = { need: need + pull, bounce, isCustomer, isPhone, moment };
    return sum + later * chanceOf(ratesOf(behaviour, at), "landing");
  }, 0);
}
