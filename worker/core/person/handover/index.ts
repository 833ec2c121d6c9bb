export { join, leave } from "./join.ts";
export {
  addressed,
  type Giving,
  hasRoom,
  type KeptFact,
  lifeOf,
  type Part,
  type Parting,
  partOf,
  partsWith,
  retraction,
} from "./parts.ts";
export { partWith } from "./part-with.ts";
export {
  type Chunk,
  isWhole,
  type Label,
  outlive,
  phaseOf,
  seal,
  takeArrived,
  takeParcel,
  takeRows,
} from "./protocol.ts";
export { type Split, splitLines, splitSales } from "./split.ts";
export { salesOf, takeNamed, takeSales } from "./sales.ts";
