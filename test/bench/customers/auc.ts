/** Area under a ROC curve, with the places that its interval is made of. */
export interface Area {
  auc: number;
  /** 95 %. */
  interval: [number, number];
  /** Of each who bought again the share of the others scored below, ties counting half. */
  below: number[];
  /** Of each other the share of those who bought again scored above. */
  above: number[];
}

/** DeLong, DeLong and Clarke-Pearson (1988), by the mid-ranks of Sun and Xu (2014). */
export function areaOf(scores: readonly number[], again: readonly boolean[]): Area {
  const all = midRanks(scores);
  const placesOf = (outcome: boolean) => {
    const members = scores.flatMap((_, index) => (again[index] === outcome ? index : []));
    const within = midRanks(members.map((index) => scores[index]!));
    return members.map((index, place) => all[index]! - within[place]!);
  };
  const [yes, no] = [placesOf(true), placesOf(false)];
  const below = yes.map((rank) => rank / no.length);
  const above = no.map((rank) => 1 - rank / yes.length);
  const auc = mean(below);
  return { auc, interval: around(auc, below, above), below, above };
}

/** How much larger the first area is, of the same people, with its 95 % interval. */
export function differenceOf(a: Area, b: Area): { value: number; interval: [number, number] } {
  const below = a.below.map((place, index) => place - b.below[index]!);
  const above = a.above.map((place, index) => place - b.above[index]!);
  const value = a.auc - b.auc;
  return { value, interval: around(value, below, above) };
}

function around(middle: number, below: number[], above: number[]): [number, number] {
  const reach = 1.96 * Math.sqrt(variance(below) / below.length + variance(above) / above.length);
  return [middle - reach, middle + reach];
}

function midRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const ranks: number[] = Array.from({ length: values.length });
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let place = from; place < to; place++) ranks[order[place]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}
