/**
 * What follows one item: neighbours by number and their weights, side by side, forward-decayed from
 * `landmark` (epoch ms). The landmark belongs to the row, not to the table: a row read from storage
 * is complete in itself, and when the landmark has to move only this row, which is being written
 * anyway, is touched.
 */
export interface ItemRow {
  neighbours: Uint32Array;
  weights: Float32Array;
  landmark: number;
}

/** First byte of every row. A change of layout takes the next number. */
const VERSION = 1;
const HEADER = 1 + 8;
const ENTRY = 4 + 4;

/**
 * A row as one little-endian BLOB: version (u8), landmark (f64), then the neighbours' numbers (u32
 * each) and their weights (f32 each). Weights survive bit by bit.
 */
export function encodeRow({ neighbours, weights, landmark }: ItemRow): Uint8Array<ArrayBuffer> {
  const size = neighbours.length;
  const bytes = new Uint8Array(HEADER + size * ENTRY);
  const view = new DataView(bytes.buffer);
  bytes[0] = VERSION;
  view.setFloat64(1, landmark, true);
  const weightsAt = HEADER + size * 4;
  for (let slot = 0; slot < size; slot++) {
    view.setUint32(HEADER + slot * 4, neighbours[slot]!, true);
    view.setFloat32(weightsAt + slot * 4, weights[slot]!, true);
  }
  return bytes;
}

/**
 * The row that `encodeRow` wrote.
 * @throws {Error} saying what is wrong, when the bytes are not such a row
 */
export function decodeRow(bytes: Uint8Array): ItemRow {
  if (bytes[0] !== VERSION) throw corrupt(`version ${bytes[0] ?? "missing"}, expected ${VERSION}`);
  const size = (bytes.length - HEADER) / ENTRY;
  if (!Number.isInteger(size) || size < 0) throw corrupt(`length of ${bytes.length} bytes`);

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const landmark = view.getFloat64(1, true);
  if (!Number.isFinite(landmark)) throw corrupt(`landmark ${landmark}`);

  const neighbours = new Uint32Array(size);
  const weights = new Float32Array(size);
  const weightsAt = HEADER + size * 4;
  for (let slot = 0; slot < size; slot++) {
    const weight = view.getFloat32(weightsAt + slot * 4, true);
    if (!(weight >= 0 && weight < Infinity)) throw corrupt(`weight ${weight} in slot ${slot}`);
    neighbours[slot] = view.getUint32(HEADER + slot * 4, true);
    weights[slot] = weight;
  }
  return { neighbours, weights, landmark };
}

const corrupt = (what: string) => new Error(`Corrupt item row: ${what}`);
