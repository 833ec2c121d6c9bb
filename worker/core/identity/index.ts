export { isContact, normalContact, normalEmail, normalPhone } from "./contacts.ts";
export {
  conflicts,
  erase,
  type Fields,
  type FieldValue,
  joinFields,
  latest,
  partFields,
  say,
} from "./fields.ts";
