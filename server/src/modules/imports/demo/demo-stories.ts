import { ComplaintCategory, ComplaintKind } from "../../complaints/complaint-words.types.ts";

/** What an invented customer complains of, why it happened and what was done. `{goods}` is what was bought. */
export interface DemoStory {
  readonly category: ComplaintCategory;
  /** A complaint when omitted. */
  readonly kind?: ComplaintKind;
  readonly description: string;
  readonly cause: string;
  readonly solution: string;
}

export const DEMO_STORIES: readonly DemoStory[] = [
  {
    category: ComplaintCategory.PRODUCT_QUALITY,
    description: "{goods}用了两次就出现明显瑕疵，客户要求更换。",
    cause: "该批次来料抽检不严，个别商品有瑕疵未被发现。",
    solution: "免费更换新品，旧件由快递上门取回，运费由我们承担。",
  },
  {
    category: ComplaintCategory.PRODUCT_DESCRIPTION,
    description: "客户收到{goods}后说颜色和网页图片差别很大。",
    cause: "商品图片在影棚灯光下拍摄，与实物存在色差，页面没有提示。",
    solution: "同意退货并退还全部运费，同时补拍自然光照片更换页面图片。",
  },
  {
    category: ComplaintCategory.WRONG_GOODS,
    description: "订购的是{goods}，打开包裹发现数量少了一件。",
    cause: "打包时两张订单同时在台面上，出库复核漏看数量。",
    solution: "当天补发缺少的一件，并送一张二十元优惠券表示歉意。",
  },
  {
    category: ComplaintCategory.WRONG_GOODS,
    description: "{goods}的规格发错了，客户急用，希望尽快换货。",
    cause: "仓库新旧规格放在相邻货位，拣货时拿错。",
    solution: "用次日达先发正确规格，错发的商品由客户方便时寄回。",
  },
  {
    category: ComplaintCategory.PRODUCT_OTHER,
    description: "{goods}的说明书缺页，客户不知道怎么保养。",
    cause: "印刷厂装订缺页，入库时没有抽查说明书。",
    solution: "把电子版说明书发给客户，并寄出一份完整的纸质说明书。",
  },
  {
    category: ComplaintCategory.DELIVERY,
    description: "物流显示五天没有更新，客户多次催问{goods}到哪里了。",
    cause: "中转站爆仓，包裹滞留，快递公司没有主动通知。",
    solution: "联系快递公司专人查件，次日送达，并补偿运费。",
  },
  {
    category: ComplaintCategory.DELIVERY,
    description: "包裹外箱压坏，里面的{goods}也有划痕。",
    cause: "外箱太薄，没有放缓冲材料，运输中受压。",
    solution: "免费换货，并改用加厚外箱和气泡膜包装。",
  },
  {
    category: ComplaintCategory.SERVICE_QUALITY,
    description: "到店服务后第二天又出现同样的问题，客户要求重新检查。",
    cause: "上次作业没有按流程做完最后一项检查。",
    solution: "请客户免费返店，由班长复检并延长保修三个月。",
  },
  {
    category: ComplaintCategory.STAFF_ATTITUDE,
    description: "客户在旺旺上问{goods}的尺寸，半天没人回，回了又说自己看页面。",
    cause: "午间只有一人值班，接待量过大，话术不当。",
    solution: "店长致电道歉并解答，调整午间排班，对当班客服做了辅导。",
  },
  {
    category: ComplaintCategory.AFTER_SALES,
    description: "申请退货后一周没有收到退款，客户很不满。",
    cause: "退货入库登记后没有及时转给财务，退款单积压。",
    solution: "当天完成退款，并把退款时限写进售后流程。",
  },
  {
    category: ComplaintCategory.PRICE,
    description: "刚买的{goods}第三天就降价，客户要求补差价。",
    cause: "活动价格上线前没有提示近期购买的客户，页面也没有写明保价规则。",
    solution: "按保价规则退还差价，并在页面补充说明。",
  },
  {
    category: ComplaintCategory.SERVICE_OTHER,
    description: "发票抬头开错，客户公司无法报销。",
    cause: "录入时抬头少了两个字，开票前没有与客户核对。",
    solution: "作废后重新开具，电子发票当天发到客户邮箱。",
  },
  {
    category: ComplaintCategory.PRODUCT_OTHER,
    kind: ComplaintKind.SUGGESTION,
    description: "客户建议{goods}出一款更大的包装，送礼更体面。",
    cause: "现有包装只考虑了自用，没有礼品装。",
    solution: "已转给产品同事，计划节前推出礼盒装，并回复了客户。",
  },
  {
    category: ComplaintCategory.SERVICE_QUALITY,
    kind: ComplaintKind.FEEDBACK,
    description: "客户反馈整体不错，只是等候时间有点长。",
    cause: "周末到店人数集中，没有预约分流。",
    solution: "开通周末预约，并在等候区增加进度提示。",
  },
];
