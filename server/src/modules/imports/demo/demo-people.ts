/** Numbers that look random and are the same each time: the demo archive is the same everywhere. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  oneOf<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError("nothing to choose from");
    return item;
  }

  /** Picks by weight. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item {
    let rest = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      rest -= weight;
      if (rest < 0) return item;
    }
    return this.oneOf(items)[0];
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** Bell-shaped around 0. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }
}

/** Surnames by how many in a hundred thousand bear them, roughly. */
export const SURNAMES: readonly (readonly [string, number])[] = [
  ["王", 725],
  ["李", 719],
  ["张", 683],
  ["刘", 538],
  ["陈", 453],
  ["杨", 308],
  ["黄", 223],
  ["赵", 229],
  ["吴", 205],
  ["周", 212],
  ["徐", 166],
  ["孙", 154],
  ["马", 129],
  ["朱", 126],
  ["胡", 131],
  ["郭", 115],
  ["何", 117],
  ["高", 100],
  ["林", 118],
  ["罗", 86],
  ["郑", 93],
  ["梁", 84],
  ["谢", 72],
  ["宋", 81],
  ["唐", 65],
  ["许", 73],
  ["韩", 68],
  ["冯", 64],
  ["邓", 67],
  ["曹", 57],
  ["彭", 52],
  ["曾", 50],
  ["肖", 56],
  ["田", 48],
  ["董", 51],
  ["袁", 44],
  ["潘", 43],
  ["于", 48],
  ["蒋", 46],
  ["蔡", 46],
  ["余", 41],
  ["杜", 40],
  ["叶", 42],
  ["程", 45],
  ["苏", 41],
  ["魏", 43],
  ["吕", 47],
  ["丁", 43],
  ["任", 40],
  ["沈", 41],
  ["姚", 36],
  ["卢", 35],
  ["姜", 38],
  ["崔", 34],
  ["钟", 37],
  ["谭", 39],
  ["陆", 35],
  ["汪", 33],
  ["范", 32],
  ["金", 31],
  ["石", 31],
  ["廖", 33],
  ["贾", 29],
  ["夏", 30],
  ["韦", 28],
  ["付", 29],
  ["方", 30],
  ["邹", 27],
  ["熊", 28],
  ["孟", 27],
  ["秦", 28],
  ["仇", 4],
  ["单", 4],
  ["覃", 9],
  ["欧阳", 7],
  ["上官", 1],
];
const OF_OLDER_WOMEN = list(
  "秀英 桂英 秀兰 玉兰 淑珍 丽 敏 静 艳 娟 霞 红 玲 燕 萍 芳 娜 梅 琴 莉 桂兰 建英 玉梅",
);
const OF_OLDER_MEN = list(
  "建国 建华 志强 伟 强 军 勇 磊 涛 超 明 刚 平 辉 鹏 斌 国强 海波 永强 建军 志明 文斌",
);
const OF_YOUNGER_WOMEN = list(
  "欣怡 梓涵 诗涵 雨萱 思琪 佳怡 梦琪 雅婷 婷婷 雪 晓雯 静怡 语嫣 若曦 子涵 可欣 雨桐 佳琪 思雨",
);
const OF_YOUNGER_MEN = list(
  "浩宇 子轩 宇轩 俊杰 浩然 子豪 天宇 一鸣 嘉豪 梓轩 文博 晨曦 博文 宇航 俊熙 泽宇 凯 晨 昊天",
);

/** Where people live, by how many orders a shop sends there. */
export const STREETS: readonly (readonly [string, number])[] = [
  ["浙江省杭州市余杭区文一西路", 9],
  ["浙江省杭州市西湖区古墩路", 8],
  ["浙江省宁波市鄞州区中山东路", 4],
  ["上海市浦东新区世纪大道", 8],
  ["上海市闵行区七莘路", 6],
  ["江苏省苏州市工业园区星湖街", 6],
  ["江苏省南京市鼓楼区中山北路", 6],
  ["北京市朝阳区建国路", 7],
  ["北京市海淀区学院路", 5],
  ["广东省广州市天河区体育西路", 7],
  ["广东省深圳市南山区科技园南路", 7],
  ["广东省佛山市禅城区汾江中路", 3],
  ["四川省成都市武侯区天府大道", 6],
  ["湖北省武汉市洪山区珞喻路", 5],
  ["湖南省长沙市岳麓区麓山南路", 4],
  ["山东省青岛市市南区香港中路", 4],
  ["河南省郑州市金水区花园路", 4],
  ["陕西省西安市雁塔区长安南路", 4],
  ["福建省厦门市思明区湖滨南路", 4],
  ["重庆市渝北区新牌坊一路", 4],
  ["辽宁省大连市中山区人民路", 3],
  ["安徽省合肥市蜀山区长江西路", 3],
  ["天津市和平区南京路", 3],
  ["云南省昆明市五华区人民中路", 2],
];
export const PHONE_RANGES = list(
  "130 131 132 135 136 137 138 139 150 151 152 158 159 176 177 180 181 186 187 188 189 199",
);
export const NICKNAME_STARTS = list(
  "爱吃鱼的 慢慢 小小 一只 胖胖 山里的 快乐 月亮上的 不加糖的 路过的 阿 大 小",
);
export const NICKNAME_ENDS = list(
  "猫 橘子 海棠 豆包 柠檬 太阳 风 团子 米粒 木木 北北 星星 栗子 汤圆 石头 年糕 麦子",
);

export interface DemoPerson {
  readonly customerId: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
}

/** An invented person. The names are common, so they will be somebody's; phones, e-mails and IDs are made up. */
export function inventPerson(dice: Dice, place: number): DemoPerson {
  const younger = dice.chance(0.55);
  const woman = dice.chance(0.58);
  const given = woman
    ? dice.oneOf(younger ? OF_YOUNGER_WOMEN : OF_OLDER_WOMEN)
    : dice.oneOf(younger ? OF_YOUNGER_MEN : OF_OLDER_MEN);
  const digits = String(dice.whole(0, 99_999_999)).padStart(8, "0");
  const nickname = `${dice.oneOf(NICKNAME_STARTS)}${dice.oneOf(NICKNAME_ENDS)}${place + 1}`;
  const room = dice.chance(0.7)
    ? `${dice.whole(1, 30)}幢${dice.whole(1, 4)}单元${dice.whole(1, 26)}0${dice.whole(1, 4)}室`
    : "";
  return {
    customerId: dice.chance(0.4) ? nickname : `tb_${String(100_000 + place * 1709).slice(-6)}`,
    name: `${dice.weighted(SURNAMES)}${given}`,
    phone: `${dice.oneOf(PHONE_RANGES)}${digits}`,
    email: `user${1000 + place}@example.cn`,
    address: `${dice.weighted(STREETS)}${dice.whole(1, 999)}号${room}`,
  };
}

function list(words: string): string[] {
  return words.split(" ");
}
