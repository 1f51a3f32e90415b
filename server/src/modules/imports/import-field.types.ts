import { Field, ObjectType } from "type-graphql";
import { ArchiveSection, FieldType } from "../customers/fields.ts";
import { CustomerKind } from "../customers/customer.entity.ts";

@ObjectType("ImportField", {
  simpleResolvers: true,
  description:
    "A field of the archive, or one that the firm made, that the caller may take a column in as 可导入的档案字段. One that persons and firms both have is listed for each.",
})
export class ImportFieldType {
  @Field(() => String, { description: "The name 字段名, as in `ImportColumnInput.field`." })
  name!: string;

  @Field(() => CustomerKind, { description: "Whose archive has it 客户类型." })
  kind!: CustomerKind;

  @Field(() => ArchiveSection, { description: "The section it stands in 所在分区." })
  section!: ArchiveSection;

  @Field(() => String, { description: "The section's name 分区名称, in the caller's language." })
  sectionLabel!: string;

  @Field(() => String, { description: "What it is called 名称, in the caller's language." })
  label!: string;

  @Field(() => FieldType, { description: "What a cell may hold 类型." })
  type!: FieldType;

  @Field(() => Boolean, { description: "Whether the firm made it itself 是否自定义字段." })
  custom!: boolean;
}
