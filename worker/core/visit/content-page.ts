/** Parts of addresses that belong to a shop's machinery: they are read on the way to any order. */
const MACHINERY = new Set(
  (
    "account accounts address addresses basket cart checkout checkouts contact confirmation cookies impressum " +
    "login logout log-in log-out my-account mypage order orders password pay payment privacy " +
    "privacy-policy register returns search shipping sign-in sign-out sign-up signin signout signup " +
    "terms thank-you thanks track tracking wishlist"
  ).split(" "),
);

/** A path on the shop's own host; `//` and `/\` would lead to another. */
const OWN_PATH = /^\/(?![/\\])\S{0,300}$/;

/**
 * Whether a page with this path may be one to read, such as a guide, as far as the path tells: not the
 * home page, and none of a shop's machinery. What happens on it may still tell otherwise.
 */
export const isContentPath = (path: string): boolean =>
  path !== "/" && OWN_PATH.test(path) && !path.toLowerCase().split("/").some(isMachinery);

/** `/cart` and `/cart.php` alike. */
const isMachinery = (part: string) =>
  MACHINERY.has(part.includes(".") ? part.replace(/\.[a-z]+$/, "") : part);
