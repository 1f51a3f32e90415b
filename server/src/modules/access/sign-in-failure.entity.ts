import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";

/** Wrong passwords of late, by account and address together or by the address alone. */
@Entity({ tableName: "sign_in_failure" })
export class SignInFailure {
  /** A keyed hash: which accounts and addresses these are, nobody reads here. */
  @PrimaryKey({ type: "blob" })
  key!: Buffer;

  @Property({ type: "integer" })
  failures!: number;

  @Property({ type: "timestamptz" })
  lastAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  lockedUntil!: Date | null;
}
