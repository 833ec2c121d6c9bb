/** A product's colours: its ground, the ink of the pattern on it, and the dye of the thing itself. */
export interface Tint {
  ground: string;
  ink: string;
  dye: string;
}

/** Quiet grounds, so that the illustration carries the colour and neighbours never quarrel. */
export const TINTS: Readonly<Record<string, Tint>> = {
  red: { ground: "#f9e1da", ink: "#e9b4a6", dye: "#d8473a" },
  pink: { ground: "#fae3e8", ink: "#efbac8", dye: "#e8799c" },
  blue: { ground: "#dfeaf4", ink: "#b3cce3", dye: "#4a8ccc" },
  green: { ground: "#e4eddc", ink: "#bdd3aa", dye: "#62a268" },
  mint: { ground: "#dcefe9", ink: "#a9d5c8", dye: "#45ae9c" },
  lilac: { ground: "#e9e4f4", ink: "#c8bce3", dye: "#9279cc" },
  yellow: { ground: "#fbf0cf", ink: "#efd690", dye: "#f0b93a" },
  orange: { ground: "#fbe8d3", ink: "#f0c596", dye: "#ec8a3c" },
  sand: { ground: "#f2e8da", ink: "#d9c3a3", dye: "#b98958" },
  slate: { ground: "#e6e8ea", ink: "#c2c9cf", dye: "#87929d" },
  cream: { ground: "#f7f1e4", ink: "#e0d2b4", dye: "#cfae78" },
};
