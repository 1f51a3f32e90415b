import { Field, InputType } from "type-graphql";

@InputType({
  description:
    "What an order or a review says of the customer 买家信息. The 客户ID decides whose it is, else phone and e-mail, as far as the caller may look customers up by them; nobody known under them means a new archive.",
})
export class BuyerInput {
  @Field(() => String, { nullable: true, description: "客户ID or nickname, at most 100 characters." })
  nickname?: string | null;

  @Field(() => String, { nullable: true, description: "Real name 真实姓名, at most 100 characters." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Phone 联系方式." })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: "E-mail 电子邮箱." })
  email?: string | null;

  @Field(() => String, { nullable: true, description: "Delivery address 收货地址, at most 300 characters." })
  address?: string | null;
}
