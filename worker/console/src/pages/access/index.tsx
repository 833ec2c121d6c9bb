import { AuditLog } from "./audit.tsx";
import { Keys } from "./keys.tsx";
import { Staff } from "./staff.tsx";
import { Users } from "./users.tsx";

/** Who may do what in the shop, and who did. */
export function AccessPage() {
  return (
    <div class="cards">
      <Users />
      <Keys />
      <Staff />
      <AuditLog />
    </div>
  );
}
