import { to } from "../route.ts";

/** A person's key, leading to all that is known of them. Customers go by the id that the shop gave. */
export function PersonLink({ person }: { person: string }) {
  return <a href={to("person", person)}>{person.replace(/^c\//, "")}</a>;
}
