import { Field, Float, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { DateScalar, DecimalScalar, Money } from "../../platform/scalars.ts";

export enum Weekday {
  MONDAY = "MONDAY",
  TUESDAY = "TUESDAY",
  WEDNESDAY = "WEDNESDAY",
  THURSDAY = "THURSDAY",
  FRIDAY = "FRIDAY",
  SATURDAY = "SATURDAY",
  SUNDAY = "SUNDAY",
}

registerEnumType(Weekday, {
  name: "Weekday",
  description: "A day of the week 星期.",
  valuesConfig: {
    MONDAY: { description: "Monday 周一." },
    TUESDAY: { description: "Tuesday 周二." },
    WEDNESDAY: { description: "Wednesday 周三." },
    THURSDAY: { description: "Thursday 周四." },
    FRIDAY: { description: "Friday 周五." },
    SATURDAY: { description: "Saturday 周六." },
    SUNDAY: { description: "Sunday 周日." },
  },
});

/** Monday is 1, as PostgreSQL's isodow says. */
export const WEEKDAYS = Object.values(Weekday);

@ObjectType()
abstract class Purchases {
  @Field(() => Int, { description: "How many orders 订单数." })
  orderCount!: number;

  @Field(() => Money, { description: "What they cost together 成交金额." })
  amount!: Money;
}

@ObjectType({ simpleResolvers: true, description: "What was bought in a month 月度购买." })
export class MonthOfPurchases extends Purchases {
  @Field(() => DateScalar, { description: "The first day of the month 月份." })
  month!: string;
}

@ObjectType({ simpleResolvers: true, description: "What was bought on a day of the week 各星期购买." })
export class WeekdayOfPurchases extends Purchases {
  @Field(() => Weekday, { description: "The day of the week 星期." })
  weekday!: Weekday;
}

@ObjectType({ simpleResolvers: true, description: "What was bought in an hour of the day 各时段购买." })
export class HourOfPurchases extends Purchases {
  @Field(() => Int, { description: "The hour 时段, 0 to 23, by the firm's clock." })
  hour!: number;
}

@ObjectType({ simpleResolvers: true, description: "How much of some goods was bought 商品购买情况." })
export class GoodsPurchased {
  @Field(() => String, { description: "What was bought 商品名称." })
  goods!: string;

  @Field(() => Int, { description: "In how many orders 购买次数." })
  orderCount!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "How many 购买数量; null when no order says.",
  })
  quantity!: string | null;

  @Field(() => Money, {
    nullable: true,
    description:
      "What they cost together 购买金额, of the orders that tell it for these goods; null when none does.",
  })
  amount!: Money | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "What the orders say of a customer's buying 购买分析: how often, when, what, how much. Days and hours by the firm's clock.",
})
export class PurchaseAnalysis {
  @Field(() => Int, { description: "How many orders 成交次数." })
  orderCount!: number;

  @Field(() => DecimalScalar, {
    description: "How many pieces 购买数量; lines without a quantity count as one.",
  })
  quantity!: string;

  @Field(() => Money, { description: "What all orders cost together 购买金额." })
  amount!: Money;

  @Field(() => Money, {
    nullable: true,
    description: "What an order costs on average 客单价; null without orders.",
  })
  averageAmount!: Money | null;

  @Field(() => Float, {
    nullable: true,
    description: "Days between orders on average 购买频率; null with fewer than two days of orders.",
  })
  meanDaysBetween!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Days since the last order 距上次购买天数; null without orders.",
  })
  daysSinceLast!: number | null;

  @Field(() => [MonthOfPurchases], {
    description: "The last 24 months 近 24 个月, the oldest first, also those without orders.",
  })
  months!: MonthOfPurchases[];

  @Field(() => [WeekdayOfPurchases], { description: "The seven days of the week 星期分布, Monday first." })
  weekdays!: WeekdayOfPurchases[];

  @Field(() => [HourOfPurchases], {
    description: "The hours with orders 时段分布, of the orders whose time of day is known.",
  })
  hours!: HourOfPurchases[];

  @Field(() => [GoodsPurchased], {
    description: "What most money went into 偏好商品（按金额）; at most ten.",
  })
  goodsByAmount!: GoodsPurchased[];

  @Field(() => [GoodsPurchased], {
    description: "What was bought most often 偏好商品（按次数）; at most ten.",
  })
  goodsByOrders!: GoodsPurchased[];
}

@InputType({ description: "Which orders 筛选订单. Everything given has to hold." })
export class OrderFilter {
  @Field(() => DateScalar, { nullable: true, description: "From this day on 起始日期." })
  orderedFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Up to and including this day 截止日期." })
  orderedTo?: string | null;

  @Field(() => Weekday, { nullable: true, description: "On this day of the week 星期." })
  weekday?: Weekday | null;

  @Field(() => Int, { nullable: true, description: "In this hour of the day 时段, 0 to 23." })
  hour?: number | null;

  @Field(() => String, { nullable: true, description: "With these goods 商品, the whole name." })
  goods?: string | null;
}
