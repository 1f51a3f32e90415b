import { Field, ID, InputType, Int } from "type-graphql";

@InputType({ description: "Who looks after a customer from now on 更换客户负责人." })
export class AssignCustomerOwnerInput {
  @Field(() => ID, { description: "The customer 客户." })
  customerId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => ID, {
    nullable: true,
    description: "The person 负责人; the team follows from the person. Neither this nor `teamId`: nobody.",
  })
  ownerId?: string | null;

  @Field(() => ID, { nullable: true, description: "A team that looks after the customer together 小组." })
  teamId?: string | null;
}
