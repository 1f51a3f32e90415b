import { Entity, PrimaryKey } from "@mikro-orm/decorators/legacy";
import { PrimaryKeyProp } from "@mikro-orm/postgresql";

/** That somebody revealed something of a customer on a day. Stays when the customer goes: it was looked at all the same. */
@Entity({ tableName: "reveal_use" })
export class RevealUse {
  [PrimaryKeyProp]?: ["actorId", "onDate", "customerId"];

  @PrimaryKey({ type: "uuid" })
  actorId!: string;

  @PrimaryKey({ type: "date" })
  onDate!: string;

  @PrimaryKey({ type: "uuid" })
  customerId!: string;
}
