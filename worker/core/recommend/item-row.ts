import { MAX_EXPONENT, decayedBy } from "./forward-decay.ts";

/**
 * What follows one item: neighbour numbers and their weights, side by side, of which the first
 * `size` are in use. Weights are forward-decayed from `landmark` (epoch ms).
 *
 * The landmark belongs to the row, not to the table: a row read from storage is complete in itself,
 * and when the landmark has to move only this row, which is being written anyway, is touched.
 */
export interface ItemRow {
  neighbours: Uint32Array;
  weights: Float32Array;
  size: number;
  landmark: number;
}

const FIRST_CAPACITY = 4;

export function emptyRow(landmark: number): ItemRow {
  return {
    neighbours: new Uint32Array(FIRST_CAPACITY),
    weights: new Float32Array(FIRST_CAPACITY),
    size: 0,
    landmark,
  };
}

/**
 * Adds `amount`, learnt at `at`, to the weight of `neighbour`. When the row already holds `limit`
 * neighbours, a newcomer takes the place of the smallest with its own weight. Inheriting the weight
 * it replaces, as Space-Saving does, would let one-time visitors crowd out what is known
 * (METHODS §1: 1.1 points of hit rate at 64 neighbours).
 */
export function strengthen(
  row: ItemRow,
  neighbour: number,
  amount: number,
  at: number,
  rate: number,
  limit: number,
): void {
  if (rate * (at - row.landmark) > MAX_EXPONENT) moveLandmark(row, at, rate);
  const weight = amount * Math.exp(rate * (at - row.landmark));

  const { neighbours, size } = row;
  let slot = 0;
  while (slot < size && neighbours[slot] !== neighbour) slot++;
  if (slot < size) {
    row.weights[slot]! += weight;
    return;
  }
  if (size >= limit) slot = smallestSlot(row);
  else {
    if (size === neighbours.length) grow(row, limit);
    row.size++;
  }
  row.neighbours[slot] = neighbour;
  row.weights[slot] = weight;
}

function smallestSlot({ weights, size }: ItemRow): number {
  let smallest = 0;
  for (let slot = 1; slot < size; slot++) {
    if (weights[slot]! < weights[smallest]!) smallest = slot;
  }
  return smallest;
}

function moveLandmark(row: ItemRow, landmark: number, rate: number): void {
  const factor = decayedBy(row.landmark, landmark, rate);
  for (let slot = 0; slot < row.size; slot++) row.weights[slot]! *= factor;
  row.landmark = landmark;
}

function grow(row: ItemRow, limit: number): void {
  const capacity = Math.min(limit, Math.max(FIRST_CAPACITY, row.size * 2));
  const neighbours = new Uint32Array(capacity);
  const weights = new Float32Array(capacity);
  neighbours.set(row.neighbours);
  weights.set(row.weights);
  row.neighbours = neighbours;
  row.weights = weights;
}
