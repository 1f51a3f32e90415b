import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { MikroORM } from "@mikro-orm/postgresql";
import { getMigrations } from "better-auth/db/migration";
import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { entities } from "../../../server/src/entities.ts";
import { staffAuthOptions } from "../../../server/src/modules/access/staff-auth.ts";
import { createLogger } from "../../../server/src/platform/logger.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";

@Entity({ tableName: "gift" })
class Gift {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "text" })
  name!: string;
}

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The statements that would bring the migrated tables to what these entities say; none when they agree. */
async function drift(classes: ((typeof entities)[number] | typeof Gift)[]): Promise<string[]> {
  const orm = await MikroORM.init({
    clientUrl: database.superuserUrl,
    entities: classes,
    schema: "public",
    logger: () => undefined,
  });
  try {
    const statements = await orm.schema.getUpdateSchemaSQL({ safe: true, schema: "public" });
    return statements
      .split("\n")
      .filter((line) => line.trim() !== "" && !line.startsWith("set ") && !/"?schema_migration"?/.test(line));
  } finally {
    await orm.close(true);
  }
}

describe("DOS-2.7 the migrations", () => {
  test("give exactly the tables of the entities", async () => {
    expect(await drift([...entities])).toEqual([]);
  });

  test("are caught when an entity has a table or a column that they do not make", async () => {
    expect((await drift([...entities, Gift])).join("\n")).toContain("gift");
    await database.query("alter table customer drop column demo");
    expect((await drift([...entities])).join("\n")).toContain("demo");
  });

  test("give exactly the tables that the sign-in library asks for", async () => {
    const pool = new Pool({ connectionString: database.superuserUrl, options: "-c search_path=auth" });
    try {
      const options = staffAuthOptions({
        pool,
        secret: "x".repeat(40),
        secure: false,
        logger: createLogger("fatal"),
      });
      const { toBeCreated, toBeAdded } = await getMigrations({ ...options, database: pool });
      expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
    } finally {
      await pool.end();
    }
  });
});
