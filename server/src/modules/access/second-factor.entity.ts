import { Entity, ManyToOne, OneToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { OptionalProps, PrimaryKeyProp } from "@mikro-orm/postgresql";
import { StaffMember } from "./staff-member.entity.ts";

/** The authenticator that a person shows the codes of, once it was shown to work. */
@Entity({ tableName: "second_factor" })
export class SecondFactor {
  [OptionalProps]?: "failures" | "lockedUntil";

  @OneToOne(() => StaffMember, {
    mapToPk: true,
    primary: true,
    fieldName: "staff_id",
    updateRule: "no action",
    deleteRule: "cascade",
  })
  staffId!: string;

  /** What the authenticator makes its codes of, sealed to this row. */
  @Property({ type: "blob" })
  secret!: Buffer;

  /** The half minute of the last code that was taken: no code counts twice. */
  @Property({ type: "integer" })
  lastStep!: number;

  /** Wrong codes since the last right one. */
  @Property({ type: "integer", default: 0 })
  failures = 0;

  @Property({ type: "timestamptz", nullable: true })
  lockedUntil: Date | null = null;
}

/** What lets a person in, once, whose authenticator is not at hand. */
@Entity({ tableName: "recovery_code" })
export class RecoveryCode {
  [PrimaryKeyProp]?: ["staffId", "hash"];

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    primary: true,
    fieldName: "staff_id",
    updateRule: "no action",
    deleteRule: "cascade",
  })
  staffId!: string;

  @PrimaryKey({ type: "blob" })
  hash!: Buffer;

  @Property({ type: "timestamptz", nullable: true })
  usedAt!: Date | null;
}
