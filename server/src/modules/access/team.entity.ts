import { Entity, Index, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { OptionalProps } from "@mikro-orm/postgresql";
import { Department } from "./department.entity.ts";

/** People who share one queue of complaints 小组. */
@Entity({ tableName: "team" })
@Index({
  name: "team_name_unique",
  expression: "create unique index team_name_unique on team (lower(name))",
})
export class Team {
  [OptionalProps]?: "version" | "departmentId";

  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "integer", version: true, default: 1 })
  version!: number;

  /** One of a kind, capitals or not. */
  @Property({ type: "text" })
  name!: string;

  @Property({ type: "timestamptz" })
  createdAt!: Date;

  @ManyToOne(() => Department, {
    mapToPk: true,
    fieldName: "department_id",
    nullable: true,
    deleteRule: "restrict",
  })
  departmentId: string | null = null;
}
