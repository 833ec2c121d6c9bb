import { dice } from "../dice.ts";

export interface PlantedVisit {
  /** True probability of an order. */
  truth: number;
  ordered: boolean;
  prefixes: number[][];
}

/**
 * A world of known probabilities: ten dimensions of two to seven buckets with planted weights (five
 * strong, five weak) that hold through a visit, ten more that mean nothing and change at every step.
 */
export function plantedWorld(seed: number, baseLogit: number): () => PlantedVisit {
  const next = dice(seed);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const dimensions = Array.from({ length: 20 }, (_, place) => {
    const strength = place < 5 ? 0.8 : place < 10 ? 0.3 : 0;
    const size = 2 + Math.floor(next() * 6);
    return Array.from({ length: size }, () => ({
      share: next() ** 2 + 0.05,
      weight: strength * gauss(),
    }));
  });
  const draw = (buckets: { share: number }[]): number => {
    let left = next() * buckets.reduce((sum, { share }) => sum + share, 0);
    const found = buckets.findIndex(({ share }) => (left -= share) < 0);
    return Math.max(0, found);
  };
  return () => {
    const held = dimensions.map(draw);
    const total = dimensions.reduce(
      (sum, buckets, place) => sum + buckets[held[place]!]!.weight,
      baseLogit,
    );
    const truth = 1 / (1 + Math.exp(-total));
    const steps = 1 + Math.floor(-Math.log(1 - next()) * 4);
    const prefixes = Array.from({ length: steps }, () =>
      dimensions.map((buckets, place) => 16 * place + (place < 10 ? held[place]! : draw(buckets))),
    );
    return { truth, ordered: next() < truth, prefixes };
  };
}
