export { withoutPeople } from "./exported.ts";
export { mentions } from "./mentions.ts";
export { ownView, SHOWN } from "./own-view.ts";
export {
  batchesOf,
  type HistoryPage,
  type HistoryPiece,
  orderRecord,
  personRecord,
  refundRecord,
} from "./portable.ts";
export { canonicalText, receiptOf, type UnsignedReceipt } from "./receipt.ts";
export {
  added,
  afterFailure,
  afterStep,
  type ErasureRequest,
  newRequest,
  type Place,
  placeOf,
  type Removed,
  STEPS,
} from "./request.ts";
export { type Idler, isCustomer, isIdle, isToBeSeen, type Terms, termsAt } from "./retention.ts";
