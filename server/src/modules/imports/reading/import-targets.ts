import type { Words } from "./refusals.ts";

/**
 * What a column of a spreadsheet can become. The first nine are the customer archive sheet's own, in its order.
 */
export const IMPORT_TARGET_NAMES = [
  "customerId",
  "memberLevel",
  "name",
  "email",
  "phone",
  "address",
  "orderedOn",
  "goods",
  "amount",
  "orderNumber",
  "quantity",
  "paymentMethod",
  "channel",
  "note",
] as const;
export type ImportTarget = (typeof IMPORT_TARGET_NAMES)[number];

/** A field of the customer's archive, or one that the firm made, by its name there. */
export type FieldTarget = `field:${string}`;
export type ColumnTarget = ImportTarget | FieldTarget;

export function fieldTarget(name: string): FieldTarget {
  return `field:${name}`;
}

export function isFieldTarget(target: string | null): target is FieldTarget {
  return target?.startsWith("field:") ?? false;
}

/** The name of the field that a target is; null of what every sheet can give. */
export function fieldOfTarget(target: string | null): string | null {
  return isFieldTarget(target) ? target.slice("field:".length) : null;
}

export interface ImportTargetWords {
  readonly words: Words;
  /** Headings that mean exactly this, the better ones first: of two columns the earlier word is taken. */
  readonly headings: readonly string[];
  /** Headings that probably mean this, asked only for columns that no word fits. */
  readonly resembles: RegExp;
  readonly unlike?: RegExp;
}

/** Headings are compared by `headingKey`: without spaces, case, brackets and their content, colons and stars. */
export const IMPORT_TARGETS: Readonly<Record<ImportTarget, ImportTargetWords>> = {
  customerId: {
    words: { zh: "客户ID", en: "Customer ID" },
    headings:
      list(`客户ID 客户ID号 顾客ID 会员ID 买家ID 用户ID 淘宝ID 旺旺ID 会员名 买家会员名 客户会员名 会员名称 会员昵称
      买家会员昵称 买家昵称 客户昵称 用户昵称 旺旺号 旺旺 旺旺昵称 旺旺名 淘宝旺旺 阿里旺旺 买家旺旺 客户旺旺 淘宝账号 淘宝会员名 昵称 网名 ID
      用户名 账号 买家账号 下单账号 客户账号 会员账号 客户编号 客户号 客户代码 客户编码 会员编号 会员号 会员卡号 顾客编号 用户编号
      customer_id customer_no customer_number customer_code client_id member_id buyer_id user_id buyer_nick nickname nick username
      user_name account buyer_account member_no`),
    resembles: /昵称|旺旺|会员名|(?:客户|会员|买家|用户|顾客|淘宝)(?:id|号|编号|账号)|nick/,
    unlike: /手机|电话|级|订单|达人|主播|店|商家|客服|员工|支付宝/,
  },
  memberLevel: {
    words: { zh: "会员级别", en: "Member level" },
    headings:
      list(`会员级别 会员等级 客户级别 客户等级 VIP等级 VIP级别 级别 等级 会员类型 会员类别 会员卡类型 会员身份 买家等级 买家级别
      用户等级 顾客等级 member_level membership_level membership membership_tier level tier vip_level customer_level grade`),
    resembles: /(?:会员|客户|买家|顾客|用户|vip).*(?:级|类型|类别)/,
  },
  name: {
    words: { zh: "真实姓名", en: "Name" },
    headings:
      list(`真实姓名 客户姓名 姓名 会员姓名 顾客姓名 买家姓名 客户名称 客户名 客户真实姓名 顾客 客户 收货人姓名 收货人 收件人姓名
      收件人 联系人 联系人姓名 名字 名称 full_name name real_name customer_name client_name customer contact contact_name buyer_name
      recipient recipient_name receiver consignee ship_to_name`),
    resembles: /姓名|(?:收货|收件|联系)人|name$/,
    unlike: /电话|手机|地址|省|市|区|商品|产品|公司|单位|店|user|file|product|item|goods|company|sheet/,
  },
  email: {
    words: { zh: "电子邮箱", en: "E-mail" },
    headings:
      list(`电子邮箱 邮箱 电子邮件 邮箱地址 电子邮箱地址 电子邮件地址 邮件 邮件地址 E-mail E-mail地址 Email邮箱 客户邮箱 联系邮箱
      买家邮箱 email_address mail e-mail_address`),
    resembles: /邮箱|电子邮|e-?mail/,
  },
  phone: {
    words: { zh: "联系方式", en: "Phone" },
    headings:
      list(`手机 手机号 手机号码 联系手机 移动电话 客户手机 收货人手机 收货人手机号 收货手机 收件人手机 买家手机 会员手机
      联系方式 联系电话 电话 电话号码 联系号码 客户电话 收货人电话 收件人电话 收货电话 买家电话 联系人电话 联系人手机 固定电话 座机 固话
      mobile mobile_phone mobile_number cell cell_phone phone phone_number telephone tel contact_number contact_phone phone_no
      mobile_no tel_no`),
    resembles: /手机|电话|联系方式|phone|mobile/,
    unlike: /手机(?:壳|膜|品牌|型号)|单位|公司|传真|快递|客服|店|商家/,
  },
  address: {
    words: { zh: "收货地址", en: "Address" },
    headings:
      list(`收货地址 收货人地址 收件地址 收件人地址 送货地址 地址 详细地址 家庭住址 家庭地址 住址 联系地址 通讯地址 客户地址 邮寄地址 寄送地址
      配送地址 完整地址 shipping_address delivery_address address full_address street_address home_address ship_to_address`),
    resembles: /地址|住址|address/,
    unlike: /邮|mail|ip|网|单位|公司|发货|退货|email|web/,
  },
  orderedOn: {
    words: { zh: "交易日期", en: "Order date" },
    headings:
      list(`交易日期 成交日期 成交时间 交易时间 订单付款时间 付款时间 付款日期 支付时间 支付日期 下单时间 下单日期 订单创建时间
      订单日期 订单时间 订购日期 订购时间 拍下时间 购买日期 购买时间 消费日期 消费时间 销售日期 创建时间 日期 时间 order_date ordered_on
      ordered_at deal_date transaction_date purchase_date date_of_purchase paid_at payment_date payment_time order_time sale_date
      order_created_time created_at date`),
    resembles:
      /(?:交易|成交|订单|下单|订购|购买|消费|付款|支付|销售|拍下).*(?:日期|时间)|(?:order|purchase|deal|sale).*(?:date|time)/,
    unlike: /确认|关闭|完成|发货|更新|修改|结束|退款|首次|最近|最后|上次|last|first|updated|closed|shipped/,
  },
  goods: {
    words: { zh: "购买商品", en: "Goods" },
    headings:
      list(`购买商品 商品名称 商品名 商品 商品标题 宝贝标题 宝贝名称 宝贝 品名 产品名称 产品 产品名 购买产品 购买物品 货品名称 货品 物品 购买宝贝
      购买项目 选购商品 项目 消费项目 服务项目 订购商品 成交商品 商品信息 商品明细 goods product product_name item item_name product_title
      goods_name item_title products items purchased_goods purchased_item lineitem_name article`),
    resembles:
      /(?:商品|宝贝|产品|货品)(?:名|标题|信息|明细)|品名|(?:购买|订购).*(?:商品|产品|物品)|product|goods/,
    unlike: /编|码|数|价|金额|种类|类|id|code|sku|price|qty|count|quantity/,
  },
  amount: {
    words: { zh: "成交金额", en: "Amount" },
    headings:
      list(`成交金额 交易金额 买家实际支付金额 实际支付金额 实付金额 实付款 实付 实收金额 用户实付金额 订单实付金额 商家实收金额 订单应付金额 实收款 实收 买家实付金额 支付金额 付款金额 已付金额
      订单金额 购买金额 消费金额 销售金额 总金额 合计金额 金额 成交价 成交价格 成交额 交易额 消费额 销售额 总价 总额 应付 应付金额 买家应付货款
      应收金额 价格 售价 amount deal_amount order_amount amount_paid paid_amount total total_amount order_total total_price
      grand_total price payment_amount`),
    resembles:
      /(?:成交|交易|支付|付款|实付|实收|订单|消费|购买|应付).*(?:金额|价|款|额)|金额|总价|总额|amount|total/,
    unlike:
      /优惠|折扣|退|运费|邮费|税|积分|红包|返|单价|市场|累计|次数|数量|refund|discount|tax|shipping|unit|quantity|qty/,
  },
  orderNumber: {
    words: { zh: "订单号", en: "Order number" },
    headings:
      list(`订单号 订单编号 订单号码 主订单编号 主订单号 交易号 交易编号 交易单号 单号 订单ID 流水号 单据编号 单据号 销售单号 子订单编号
      order_number order_no order_id order transaction_id trade_no order_code`),
    resembles: /订单(?:编?号|id)|交易编?号|order(?:no|number|id)/,
    unlike: /物流|快递|运单|外部|支付宝/,
  },
  quantity: {
    words: { zh: "数量", en: "Quantity" },
    headings: list(
      `数量 购买数量 宝贝总数量 商品数量 宝贝数量 订购数量 成交数量 件数 购买件数 总数量 数目 quantity qty count pieces units`,
    ),
    resembles: /数量|件数|quantity|qty/,
    unlike: /种类|次|退|库存|订单数/,
  },
  paymentMethod: {
    words: { zh: "支付方式", en: "Payment method" },
    headings:
      list(`支付方式 付款方式 结算方式 支付渠道 支付类型 收款方式 支付工具 payment_method payment payment_type pay_method paid_by
      method_of_payment`),
    resembles: /(?:支付|付款|结算|收款)方式|payment(?:method|type)/,
  },
  channel: {
    words: { zh: "渠道", en: "Channel" },
    headings:
      list(`渠道 来源 订单来源 客户来源 来源渠道 销售渠道 成交渠道 购买渠道 获客渠道 平台 销售平台 订单渠道 来源平台 channel source
      sales_channel order_source platform lead_source`),
    resembles: /渠道|来源|channel/,
    unlike: /支付|付款|收款/,
  },
  note: {
    words: { zh: "备注", en: "Note" },
    headings:
      list(`备注 客户备注 备注信息 订单备注 留言 买家留言 卖家备注 买家备注 商家备注 说明 附注 客户留言 note notes remark remarks comment
      comments memo description buyer_message seller_memo`),
    resembles: /备注|留言|remark|memo/,
    unlike: /标签|时间|日期|人/,
  },
};

/** The parts of an address that shop back offices give a column each, in the order in which they are joined. */
export const ADDRESS_PARTS: readonly (readonly string[])[] = [
  list("省 省份 省/直辖市 收货省份 收件省 所在省 收货人省份 province state"),
  list("市 城市 地级市 收货城市 收件市 所在市 收货人城市 city"),
  list("区 区县 区/县 县 县区 收货区县 收件区 所在区 收货人地区 收货人区县 district county"),
  list("街道 街道/镇 镇 乡镇 town"),
];

/** A list of headings, spaces between them; `_` stands for a space inside one. */
function list(text: string): string[] {
  return text.trim().split(/\s+/);
}
