import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";

/**
 * A link of the chain that the change log is sealed into: it tells of the rows after the link before it, up to and with
 * the row that it names. The application's database role may add links and read them, nothing else.
 */
@Entity({ tableName: "change_seal" })
export class ChangeSeal {
  @PrimaryKey({ type: "bigint", autoincrement: false })
  number!: string;

  /** How the bytes were made that the hashes are of. */
  @Property({ type: "smallint" })
  format!: number;

  @Property({ type: "smallint" })
  throughEpoch!: number;

  @Property({ type: "text", columnType: "xid8" })
  throughXid!: string;

  @Property({ type: "uuid" })
  throughId!: string;

  @Property({ type: "integer" })
  rows!: number;

  /** The first eight bytes of each row's hash, in order: they name the row that was changed, added or taken away. */
  @Property({ type: "blob" })
  leaves!: Buffer;

  /** The hash of the link before. */
  @Property({ type: "blob" })
  previous!: Buffer;

  @Property({ type: "blob" })
  hash!: Buffer;

  /** Made from the hash with a key that is not in the database: who can write there cannot make a link. */
  @Property({ type: "blob" })
  mac!: Buffer;

  @Property({ type: "timestamptz" })
  sealedAt!: Date;
}

/** The lives of the change log: one begins when the archive is put into another database, whose transactions count anew. */
@Entity({ tableName: "change_epoch" })
export class ChangeEpoch {
  @PrimaryKey({ type: "smallint", autoincrement: false })
  number!: number;

  @Property({ type: "timestamptz", defaultRaw: "now()" })
  beganAt!: Date;
}
