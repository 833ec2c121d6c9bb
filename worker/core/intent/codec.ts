import { type Away, newAway } from "./away.ts";
import { newDrift } from "./drift.ts";
import type { Reliability } from "./evidence.ts";
import { INTERCEPT } from "./hash.ts";
import { type Ftrl, newFtrl, touched } from "./ftrl.ts";
import type { Head } from "./head.ts";
import type { IntentModel, Target } from "./model.ts";
import { STRETCHES } from "./moment-features.ts";
import { newPlatt, type Platt } from "./platt.ts";
import { newTrack } from "./track.ts";
import { newTrust } from "./trust.ts";

/** A model as three columns of a row: `state` is JSON, the others the weights of a head each. */
export interface StoredModel {
  state: string;
  session: Uint8Array;
  week: Uint8Array;
}

/** Slot, z, n and information of one touched coordinate. */
const FIELDS = 4;

type HeadState = Omit<Head, "ftrl">;
/** A head as it may have been stored: without what was added later, or with one Platt layer for all. */
type StoredHead = Omit<HeadState, "track" | "platts" | "trusts" | "reliability"> &
  Partial<Pick<Head, "track" | "platts" | "trusts">> & {
    platt?: Platt;
    reliability: Omit<Reliability, "orderSquares"> & Partial<Reliability>;
  };
/** `away` is absent from models of before it was kept. */
type State<Kept> = { lessons: number; away?: Away } & Record<Target, Kept>;

export function encodeModel({ session, week, away, lessons }: IntentModel): StoredModel {
  const { ftrl: sessionWeights, ...sessionState } = session;
  const { ftrl: weekWeights, ...weekState } = week;
  const state: State<HeadState> = { lessons, away, session: sessionState, week: weekState };
  return {
    state: JSON.stringify(state),
    session: encodeWeights(sessionWeights),
    week: encodeWeights(weekWeights),
  };
}

export function decodeModel(stored: StoredModel): IntentModel {
  const { lessons, away, session, week } = JSON.parse(stored.state) as State<StoredHead>;
  return {
    lessons,
    away: away ?? newAway(),
    session: decodeHead(session, stored.session),
    week: decodeHead(week, stored.week),
  };
}

function decodeHead(stored: StoredHead, weights: Uint8Array): Head {
  const { platt = newPlatt(), platts, track = newTrack(), ...state } = stored;
  const layers = platts ?? Array.from({ length: STRETCHES }, () => structuredClone(platt));
  const trusts = stored.trusts ?? Array.from({ length: STRETCHES }, newTrust);
  const drift = { ...newDrift(), ...track.drift };
  const { shares, squares, orders } = stored.reliability;
  // As if whoever ordered had stayed no longer than others.
  const orderSquares = orders.map((each, bin) =>
    each > 0 ? (squares[bin]! * each) / shares[bin]! : 0,
  );
  const reliability = { orderSquares, ...stored.reliability };
  const ftrl = decodeWeights(weights);
  return { ...state, reliability, platts: layers, trusts, track: { ...track, drift }, ftrl };
}

/** Doubles in the machine's order (little-endian wherever workerd runs): 32 bytes a touched slot, ≤ 525 KB. */
function encodeWeights(model: Ftrl): Uint8Array {
  const indices = touched(model);
  const fields = new Float64Array(indices.length * FIELDS);
  indices.forEach((index, row) => {
    const values = [index, model.z[index]!, model.n[index]!, model.information[index]!];
    fields.set(values, row * FIELDS);
  });
  return new Uint8Array(fields.buffer);
}

/** @throws RangeError when the bytes are not a whole number of coordinates of the model. */
function decodeWeights(bytes: Uint8Array): Ftrl {
  if (bytes.length % (FIELDS * 8) !== 0) throw new RangeError("cut weights");
  // A copy, since storage may hand out a view at any offset.
  const fields = new Float64Array(bytes.slice().buffer);
  const model = newFtrl();
  for (let at = 0; at < fields.length; at += FIELDS) {
    const index = fields[at]!;
    if (!(index >= 0 && index <= INTERCEPT)) throw new RangeError(`no slot ${index}`);
    model.z[index] = fields[at + 1]!;
    model.n[index] = fields[at + 2]!;
    model.information[index] = fields[at + 3]!;
  }
  return model;
}
