import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can, Creates } from "../../platform/authz.ts";
import { badUserInput } from "../../platform/errors.ts";
import { recordId } from "../../platform/ids.ts";
import { text } from "../../platform/language.ts";
import { mutate } from "../../platform/mutate.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { selectedFields } from "../../platform/selection.ts";
import { CappedCount, MaskedValue } from "../../platform/scalars.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { ChannelType, findChannel } from "../channels/channel.queries.ts";
import { createCustomer } from "./commands/create-customer.ts";
import { editCustomer } from "./commands/edit-customer.ts";
import { refuseGuessing } from "./commands/refuse-guessing.ts";
import { upsertCustomer } from "./commands/upsert-customer.ts";
import { listHistory } from "./customer-history.queries.ts";
import { customerPayload } from "./customer-payload.ts";
import { mayEditCustomer, mayRevealCustomer } from "./customer.policy.ts";
import { listHiddenRefs } from "./hidden-refs.queries.ts";
import {
  findCustomer,
  findCustomerByExternalRef,
  findPersonal,
  listCustomers,
  listExternalRefs,
} from "./customer.queries.ts";
import { ChangeConnection, ChangeType, HistoryArguments } from "./customer-change.types.ts";
import {
  CreateCustomerInput,
  CustomerListArguments,
  EditCustomerInput,
  ExternalRefInput,
  UpsertCustomerInput,
} from "./customer-input.types.ts";
import {
  CustomerConnection,
  CustomerMatch,
  CustomerPayload,
  CustomerType,
  ExternalRefType,
  MemberLevelType,
  UpsertCustomerPayload,
} from "./customer.types.ts";
import { findMemberLevel, listMemberLevels } from "./member-level.queries.ts";
import { mayKnow, showPersonal } from "./personal.queries.ts";
import { listSimilarCustomers } from "./similar-customers.queries.ts";
import type { PersonalFieldName } from "../../platform/personal-fields.ts";

@Resolver(() => CustomerType)
export class CustomerResolver {
  @Can("customer:list")
  @Query(() => CustomerConnection, {
    description: "The ledger of customers 客户列表: searched, filtered, ordered, a page at a time.",
  })
  customers(
    @Ctx() context: RequestContext,
    @Args(() => CustomerListArguments) list: CustomerListArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CustomerConnection> {
    return listCustomers(context, list, info);
  }

  @Can("customer:list")
  @Query(() => CustomerType, {
    nullable: true,
    description: "One customer by id or number 客户; null when there is none. Give exactly one.",
  })
  customer(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { nullable: true, description: "Id in the graph 全局编号." }) id: string | null,
    @Arg("number", () => String, {
      nullable: true,
      description: "Number for people 档案编号, e.g. KH-000123.",
    })
    number: string | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CustomerType | null> {
    if ((id === null || id === undefined) === (number === null || number === undefined)) {
      throw badUserInput(text("请提供 id 或 number 其中之一。", "Give either `id` or `number`."));
    }
    const selected = selectedFields(info, []);
    if (number) return findCustomer(context, { number }, selected);
    const customerId = recordId("Customer", id ?? "");
    return customerId ? findCustomer(context, { id: customerId }, selected) : Promise.resolve(null);
  }

  @Can("customer:list")
  @Query(() => CustomerType, {
    nullable: true,
    description: "The customer that another system calls by this id 按外部编号查找; null when there is none.",
  })
  customerByExternalRef(
    @Ctx() context: RequestContext,
    @Arg("externalRef", () => ExternalRefInput, { description: "System and id 外部编号." })
    externalRef: ExternalRefInput,
  ): Promise<CustomerType | null> {
    return findCustomerByExternalRef(context, externalRef);
  }

  @Can("customer:create")
  @Query(() => [CustomerMatch], {
    description: "Customers on file that may be the one being typed in 可能重复的客户; at most five.",
  })
  similarCustomers(
    @Ctx() context: RequestContext,
    @Arg("name", () => String, { nullable: true, description: "Whole name 姓名." }) name: string | null,
    @Arg("nickname", () => String, { nullable: true, description: "Whole 客户ID." }) nickname: string | null,
    @Arg("phone", () => String, { nullable: true, description: "Whole phone 联系方式." })
    phone: string | null,
    @Arg("email", () => String, { nullable: true, description: "Whole e-mail 电子邮箱." })
    email: string | null,
  ): Promise<CustomerMatch[]> {
    return listSimilarCustomers(context, { name, nickname, phone, email });
  }

  @Can("customer:list")
  @Query(() => [MemberLevelType], { description: "The shop's member levels 会员级别, the best first." })
  memberLevels(@Ctx() context: RequestContext): NowOrSoon<readonly MemberLevelType[]> {
    return listMemberLevels(context);
  }

  @Creates()
  @Can("customer:create")
  @Mutation(() => CustomerPayload, { description: "Opens an archive for a customer 建档." })
  async createCustomer(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateCustomerInput, { description: "The customer 客户信息." })
    input: CreateCustomerInput,
  ): Promise<CustomerPayload> {
    const request = { operation: "createCustomer", input, idempotencyKey: input.idempotencyKey };
    const refs = input.externalRefs ?? [];
    const outcome = await refuseGuessing(
      context,
      { given: refs.length > 0, path: ["externalRefs"], hidden: () => listHiddenRefs(context, refs) },
      () => mutate(context, request, (scope) => createCustomer(scope, input)),
    );
    return customerPayload(context, outcome);
  }

  @Can("customer:edit")
  @Mutation(() => CustomerPayload, { description: "Changes what is given of a customer 修改客户." })
  async editCustomer(
    @Ctx() context: RequestContext,
    @Arg("input", () => EditCustomerInput, { description: "The customer and what to change 客户与修改内容." })
    input: EditCustomerInput,
  ): Promise<CustomerPayload> {
    return customerPayload(
      context,
      await mutate(context, { operation: "editCustomer" }, (scope) => editCustomer(scope, input)),
    );
  }

  @Creates()
  @Can("customer:upsert")
  @Mutation(() => UpsertCustomerPayload, {
    description: "Makes or changes the customer that another system calls by an id 按外部编号新建或更新.",
  })
  async upsertCustomer(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpsertCustomerInput, { description: "The customer 客户信息." })
    input: UpsertCustomerInput,
  ): Promise<UpsertCustomerPayload> {
    const request = { operation: "upsertCustomer", input, idempotencyKey: input.idempotencyKey };
    const refs = [input.externalRef];
    const outcome = await refuseGuessing(
      context,
      { given: true, path: ["externalRef"], hidden: () => listHiddenRefs(context, refs) },
      () =>
        mutate(context, request, async (scope) => {
          const { id, created } = await upsertCustomer(scope, input);
          return `${created ? "created" : "changed"}:${id}`;
        }),
    );
    const [how, id] = outcome.done ? outcome.answer.split(":") : [];
    return {
      customer: id ? await findCustomer(context, { id }) : null,
      created: how === "created",
      errors: outcome.errors,
    };
  }

  @FieldResolver(() => MaskedValue, { description: "Phone 联系方式, masked; `revealField` gives it whole." })
  phone(@Ctx() context: RequestContext, @Root() customer: CustomerType): Promise<MaskedValue> {
    return masked(context, customer, "phone");
  }

  @FieldResolver(() => MaskedValue, { description: "E-mail 电子邮箱, masked." })
  email(@Ctx() context: RequestContext, @Root() customer: CustomerType): Promise<MaskedValue> {
    return masked(context, customer, "email");
  }

  @FieldResolver(() => MaskedValue, { description: "Delivery address 收货地址, masked." })
  address(@Ctx() context: RequestContext, @Root() customer: CustomerType): Promise<MaskedValue> {
    return masked(context, customer, "address");
  }

  @FieldResolver(() => [ExternalRefType], { description: "How other systems call the customer 外部编号." })
  externalRefs(@Ctx() context: RequestContext, @Root() customer: CustomerType): Promise<ExternalRefType[]> {
    return listExternalRefs(context, customer.recordId);
  }

  @FieldResolver(() => ChannelType, {
    nullable: true,
    description: "The channel the customer came through 渠道.",
  })
  channel(@Ctx() context: RequestContext, @Root() customer: CustomerType): NowOrSoon<ChannelType | null> {
    return findChannel(context, customer.channelId);
  }

  @FieldResolver(() => MemberLevelType, {
    nullable: true,
    description: "Level of the shop's own membership 会员级别.",
  })
  memberLevel(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
  ): NowOrSoon<MemberLevelType | null> {
    return findMemberLevel(context, customer.memberLevelId);
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who opened the archive 建档人; null for an import by the system.",
  })
  createdBy(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
  ): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, customer.createdById);
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller may edit this customer 可否编辑." })
  viewerCanEdit(@Ctx() context: RequestContext, @Root() customer: CustomerType): boolean {
    return mayEditCustomer(context, customer);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the caller may reveal personal values 可否查看完整信息.",
  })
  viewerCanReveal(@Ctx() context: RequestContext, @Root() customer: CustomerType): boolean {
    return mayRevealCustomer(context, customer);
  }

  @FieldResolver(() => ChangeConnection, {
    description: "Who changed what and when, the newest first 变更记录.",
  })
  history(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
    @Args(() => HistoryArguments) list: HistoryArguments,
  ): Promise<ChangeConnection> {
    return listHistory(context, customer.recordId, list);
  }
}

@Resolver(() => CustomerConnection)
export class CustomerConnectionResolver {
  @FieldResolver(() => CappedCount, {
    description:
      "How many customers in all 总数, counted up to 10,000; of a search by contact data up to 1 for who may not see the field whole.",
  })
  totalCount(@Root() connection: CustomerConnection): Promise<CappedCount> {
    return connection.count();
  }
}

@Resolver(() => ChangeType)
export class ChangeResolver {
  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who did it 操作人; null for the system.",
  })
  actor(@Ctx() context: RequestContext, @Root() change: ChangeType): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, change.actorId);
  }
}

async function masked(
  context: RequestContext,
  customer: CustomerType,
  field: PersonalFieldName,
): Promise<MaskedValue> {
  const value = mayKnow(context, field) ? (await findPersonal(context, customer))[field] : null;
  return showPersonal(context, field, value);
}
