import { Entity, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";

/** A key that encrypts or signs, wrapped by the key file. What state it is in its times tell. */
@Entity({ tableName: "data_key" })
export class DataKey {
  /** Stands in every blob that it sealed. */
  @PrimaryKey({ type: "integer", autoincrement: false })
  id!: number;

  @Property({ type: "text" })
  purpose!: string;

  /** Of a blind key, which kind of index it makes. */
  @Property({ type: "smallint", nullable: true })
  kind!: number | null;

  /** Sealed by the key file's key; null once destroyed. */
  @Property({ type: "blob", nullable: true })
  wrapped!: Buffer | null;

  @Property({ type: "timestamptz", defaultRaw: "now()" })
  createdAt!: Date;

  /** From then on values are sealed with it; by then every server has read it. */
  @Property({ type: "timestamptz", defaultRaw: "now()" })
  activeFrom!: Date;

  /** Since then nothing is sealed with it any more, as far as was looked. */
  @Property({ type: "timestamptz", nullable: true })
  retiredAt!: Date | null;

  @Property({ type: "timestamptz", nullable: true })
  destroyedAt!: Date | null;
}

/** One re-encryption of everything, and how far it is: it goes on there after a crash. */
@Entity({ tableName: "key_rotation" })
export class KeyRotation {
  /** The key that everything is sealed with in the end. */
  @ManyToOne(() => DataKey, {
    mapToPk: true,
    primary: true,
    fieldName: "key_id",
    updateRule: "no action",
    deleteRule: "restrict",
  })
  keyId!: number;

  /** The table it is at, and the last row that it looked at there. */
  @Property({ type: "text", nullable: true })
  tableName!: string | null;

  @Property({ type: "uuid", nullable: true })
  lastId!: string | null;

  @Property({ type: "bigint" })
  done!: string;

  @Property({ type: "bigint" })
  total!: string;

  @Property({ type: "timestamptz", defaultRaw: "now()" })
  startedAt!: Date;

  @Property({ type: "timestamptz", defaultRaw: "now()" })
  movedAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  finishedAt!: Date | null;
}

/** The key that one record's personal changes are sealed with. Without it they say nothing any more. */
@Entity({ tableName: "record_key" })
export class RecordKey {
  @PrimaryKey({ type: "uuid" })
  recordId!: string;

  @Property({ type: "blob" })
  wrapped!: Buffer;
}
