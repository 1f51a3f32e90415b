import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can, OfLength, Sensitive, StepUp } from "../../platform/authz.ts";
import { mutate } from "../../platform/mutate.ts";
import type { RequestContext } from "../../platform/request.ts";
import { ArchiveSection } from "./archive-field.ts";
import { listArchiveFields } from "./archive-fields.queries.ts";
import {
  ArchiveFieldType,
  DistrictType,
  SetFieldPurposeInput,
  SetFieldPurposePayload,
} from "./archive-field.types.ts";
import { showArchive } from "./archive.queries.ts";
import {
  CompanyArchive,
  EditCompanyInput,
  EditIndividualInput,
  IndividualArchive,
  type EditArchive,
} from "./archive.types.ts";
import { editCompany, editIndividual } from "./commands/edit-archive.ts";
import { setFieldValues } from "./commands/set-field-values.ts";
import { setFieldPurpose } from "./commands/set-field-purpose.ts";
import { CustomerKind } from "./customer.entity.ts";
import { customerPayload } from "./customer-payload.ts";
import { CustomerPayload, CustomerType } from "./customer.types.ts";
import { listFieldValues } from "./listed-values.queries.ts";
import { partsOfDistrict } from "./districts.ts";
import { FieldValueUnion, SetFieldValuesInput, type ShownFieldValue } from "./field-value.types.ts";

@Resolver(() => CustomerType)
export class CustomerArchiveResolver {
  @FieldResolver(() => IndividualArchive, {
    nullable: true,
    description: "The sections of a person's archive 个人客户档案; null of a firm.",
  })
  individual(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    return showArchive(context, customer, CustomerKind.INDIVIDUAL, info);
  }

  @FieldResolver(() => CompanyArchive, {
    nullable: true,
    description: "The sections of a firm's archive 企业客户档案; null of a person.",
  })
  company(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    return showArchive(context, customer, CustomerKind.COMPANY, info);
  }

  @Can("customer:edit")
  @Mutation(() => CustomerPayload, {
    description:
      "Changes what is given in the archive of a person 修改个人客户档案; of a firm it is refused.",
  })
  async editIndividual(
    @Ctx() context: RequestContext,
    @Arg("input", () => EditIndividualInput, {
      description: "The customer and what to change 客户与修改内容.",
    })
    input: EditArchive,
  ): Promise<CustomerPayload> {
    return customerPayload(
      context,
      await mutate(context, { operation: "editIndividual" }, (scope) => editIndividual(scope, input)),
    );
  }

  @Can("customer:edit")
  @Mutation(() => CustomerPayload, {
    description:
      "Changes what is given in the archive of a firm 修改企业客户档案; of a person it is refused.",
  })
  async editCompany(
    @Ctx() context: RequestContext,
    @Arg("input", () => EditCompanyInput, { description: "The customer and what to change 客户与修改内容." })
    input: EditArchive,
  ): Promise<CustomerPayload> {
    return customerPayload(
      context,
      await mutate(context, { operation: "editCompany" }, (scope) => editCompany(scope, input)),
    );
  }

  @OfLength(10, "fields")
  @FieldResolver(() => [FieldValueUnion], {
    description:
      "What the archive holds in custom fields 自定义字段的值, in their order, or in the fields asked for; fields without a value, and those that the caller may not know of, are left out.",
  })
  fieldValues(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
    @Arg("section", () => ArchiveSection, { nullable: true, description: "Only those of this section 分区." })
    section: ArchiveSection | null | undefined,
    @Arg("fields", () => [ID], {
      nullable: true,
      description:
        "Only these, in this order 指定字段: names in `archiveFields`, and ids or names of custom fields; at most 60. Names that there are not, such as of an archived field, are left out. Null: every custom field.",
    })
    fields: string[] | null | undefined,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ShownFieldValue[]> {
    return listFieldValues(context, customer, { section: section ?? null, fields: fields ?? null }, info);
  }

  @Can("customer:edit")
  @Mutation(() => CustomerPayload, {
    description: "Changes what is given of a customer's custom fields 填写自定义字段.",
  })
  async setFieldValues(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetFieldValuesInput, { description: "The customer and the values 客户与内容." })
    input: SetFieldValuesInput,
  ): Promise<CustomerPayload> {
    return customerPayload(
      context,
      await mutate(context, { operation: "setFieldValues" }, (scope) => setFieldValues(scope, input)),
    );
  }

  @Can("customer:list")
  @Query(() => [ArchiveFieldType], {
    description:
      "Every field of the archive 档案字段, persons' first, in the order of the sections: what forms, cards and lists are made of.",
  })
  archiveFields(@Ctx() context: RequestContext): Promise<ArchiveFieldType[]> {
    return listArchiveFields(context);
  }

  @Can("customer:list")
  @Query(() => [DistrictType], {
    description:
      "The provinces of China 行政区划, or the parts of a province or city; none of an unknown code.",
  })
  districts(
    @Arg("within", () => String, {
      nullable: true,
      description: "The code of a province or city 上级地区代码; omitted: the provinces.",
    })
    within: string | null,
  ): DistrictType[] {
    return partsOfDistrict(within ?? null);
  }

  @Sensitive()
  @Can("field:setPurpose")
  @StepUp()
  @Mutation(() => SetFieldPurposePayload, {
    description:
      "Sets why a field is kept 设置收集目的: a sensitive field is open as long as it has a purpose, from everybody's next request on.",
  })
  async setFieldPurpose(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetFieldPurposeInput, { description: "The field and its purpose 字段与收集目的." })
    input: SetFieldPurposeInput,
  ): Promise<SetFieldPurposePayload> {
    const request = { operation: "setFieldPurpose" };
    const { errors } = await mutate(context, request, (scope) => setFieldPurpose(scope, input));
    const fields = await listArchiveFields(context);
    return { fields: fields.filter(({ name }) => name === input.field), errors };
  }
}
