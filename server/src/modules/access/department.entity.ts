import { Entity, Index, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { OptionalProps } from "@mikro-orm/postgresql";

/** Teams that belong together 部门: a manager's scope. */
@Entity({ tableName: "department" })
@Index({
  name: "department_name_unique",
  expression: "create unique index department_name_unique on department (lower(name))",
})
export class Department {
  [OptionalProps]?: "version";

  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "integer", version: true, default: 1 })
  version!: number;

  /** One of a kind, capitals or not. */
  @Property({ type: "text" })
  name!: string;

  @Property({ type: "timestamptz" })
  createdAt!: Date;
}
