import { type Behaviour, CAMPAIGN_CHANNEL, type Channel, CHANNELS } from "./behaviour.ts";
import { normal, type Roll, tagId, weighted } from "./draws.ts";
import { drawCategory } from "./goods.ts";

/** A browser: what the shop takes for a person of its own. */
export interface Device {
  visitor: string;
  isPhone: boolean;
  userAgent: string;
  /** Visits so far, by which it is known. */
  visits: number;
  orders: number;
}

export interface Person {
  /** Log-odds. Hidden: it moves what the person does, and nothing that is sent names it. */
  need: number;
  /** Index of the favourite category. */
  favourite: number;
  devices: Device[];
  orders: number;
  /** Whether this person's pages have the slot of the planted intervention. */
  isAsked: boolean;
}

const COMPUTER =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";
const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1";

export function newDevice(roll: Roll, isPhone: boolean): Device {
  return {
    visitor: tagId(roll),
    isPhone,
    userAgent: isPhone ? PHONE : COMPUTER,
    visits: 0,
    orders: 0,
  };
}

/** `asked` is the share of people who are asked the intervention's slot. */
export function newPerson(roll: Roll, behaviour: Behaviour, asked: number): Person {
  const isPhone = roll() < behaviour.phone;
  const devices = [newDevice(roll, isPhone)];
  if (roll() < behaviour.secondDevice) devices.push(newDevice(roll, !isPhone));
  return {
    need: behaviour.needSpread * normal(roll),
    favourite: drawCategory(roll),
    devices,
    orders: roll() < behaviour.customers ? 1 : 0,
    isAsked: roll() < asked,
  };
}

/** The device of the next visit, the last one first in the list. */
export function takeDevice(roll: Roll, { switchDevice }: Behaviour, { devices }: Person): Device {
  if (devices.length > 1 && devices[0]!.visits > 0 && roll() < switchDevice) devices.reverse();
  return devices[0]!;
}

export function drawChannel(roll: Roll, device: Device, fromCampaign: boolean): Channel {
  if (fromCampaign) return CHANNELS[CAMPAIGN_CHANNEL]!;
  const shares = CHANNELS.map(({ first, later }) => (device.visits === 0 ? first : later));
  return CHANNELS[weighted(roll, shares)]!;
}
