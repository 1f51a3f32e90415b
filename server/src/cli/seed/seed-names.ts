import { SURNAMES, type Dice } from "../../modules/imports/demo/demo-people.ts";
import { Chooser } from "./seed-dice.ts";

/** Less common surnames, by how many in a hundred thousand bear them, roughly; the common ones are the demo archive's. */
const FURTHER_SURNAMES = weights(
  "侯:26 尹:24 薛:24 闫:22 雷:22 段:22 龙:21 黎:21 史:20 陶:20 贺:19 毛:18 郝:18 顾:18 龚:18 邵:17 万:17 严:16 赖:15 洪:15",
  "武:15 傅:15 莫:15 孔:14 汤:14 向:14 常:13 康:13 温:13 易:13 葛:12 戴:12 乔:11 樊:11 聂:11 齐:10 兰:10 文:10 施:10 邢:10",
  "庞:10 颜:10 庄:9 倪:9 牛:9 岳:9 翟:9 殷:9 詹:9 申:8 欧:8 耿:8 关:8 焦:8 左:8 柳:8 甘:7 祝:7 包:7 宁:7",
  "尚:7 符:7 舒:7 阮:7 柯:6 纪:6 梅:6 童:6 凌:6 毕:6 单:4 苗:6 谷:6 裴:6 冉:5 霍:5 成:5 涂:5 辛:5 游:5",
  "阳:5 盛:5 曲:5 翁:5 骆:4 项:4 邱:26 华:5 卓:4 柴:4 蒙:4 鲍:4 祁:4 车:4 房:4 屈:4 饶:4 解:3 牟:3 时:3",
  "司:3 查:2 区:2 盖:1 佘:1 乐:1 司马:2 诸葛:1 皇甫:1 司徒:1 尉迟:1 令狐:1 夏侯:1 公孙:1 慕容:1 端木:1",
);
const SURNAME = new Chooser([...SURNAMES, ...FURTHER_SURNAMES]);

/** Given names in the order of how often they are met, for four generations; the first is met many times as often as the last. */
const WOMEN_BEFORE_1970 = ranked(
  "秀英 桂英 秀兰 玉兰 桂兰 玉英 凤英 秀珍 淑珍 玉珍 秀芳 淑英 桂芳 秀云 玉梅 桂珍 淑兰 秀梅 桂芝 金凤 桂香 秀荣 淑华 玉华 桂荣 兰英 凤兰 玉芳 素珍 素英 翠英 美英 丽华 月英 爱华 桂花 惠珍 彩霞 秋菊 春兰",
);
const MEN_BEFORE_1970 = ranked(
  "建国 建华 国强 志强 建军 建平 志明 国平 永强 文斌 德明 国华 建明 明 平 军 华 国栋 春生 福生 金生 永福 长江 和平 卫国 卫东 爱国 红军 志刚 建新 玉林 庆华 国庆 树林 德胜 家宝 水根 阿毛 保国 新民",
);
const WOMEN_1970 = ranked(
  "芳 敏 静 丽 艳 娟 霞 燕 红 玲 萍 丹 梅 莉 英 娜 颖 洁 琳 慧 雪 婷 琴 晶 倩 云 蓉 洁 海燕 丽娟 春梅 晓燕 红梅 丽丽 冬梅 雪梅 小红 丹丹 婷婷 佳 琼 瑛 晓红 丽萍 小燕 文静 彩虹 亚男 秋霞 慧敏 晓霞 丽君 玉洁 春燕 海霞 莹 茜 媛 璐 菲",
);
const MEN_1970 = ranked(
  "伟 强 磊 军 勇 杰 涛 超 刚 鹏 辉 斌 明 波 飞 鑫 健 俊 峰 亮 龙 凯 兵 雷 东 建 成 彬 坤 海波 志伟 晓东 建波 小龙 志勇 文军 伟明 宏伟 海涛 志鹏 立新 永刚 国伟 小军 宏 林 毅 帆 洋 宇 浩 晨 旭 帅 博 阳 楠 岩 海龙 少华 晓明 志远",
);
const WOMEN_1990 = ranked(
  "梦琪 欣怡 雅婷 佳怡 思琪 雨萱 静怡 诗涵 梓涵 婷婷 晓雯 语嫣 可欣 佳琪 雨桐 思雨 若曦 子涵 欣悦 梦婷 雪莹 嘉怡 雨欣 诗雨 晓彤 紫萱 梓萱 心怡 依诺 一诺 梦洁 晓倩 佳慧 雅静 思颖 美琪 依婷 婉婷 芷若 亦菲 钰涵 雪 悦 瑶 琪 彤 妍 颖 蕾 怡 梦 薇 露 珊 晴 希 慧敏 雨晴 若兰 嘉欣",
);
const MEN_1990 = ranked(
  "浩宇 子轩 宇轩 俊杰 浩然 子豪 天宇 一鸣 嘉豪 梓轩 文博 晨曦 博文 宇航 俊熙 泽宇 昊天 子涵 鑫磊 志豪 嘉伟 浩 宇 晨 凯 轩 睿 哲 杰 博 昊 翔 俊辉 家豪 明轩 志成 文杰 伟杰 俊豪 梓豪 皓轩 奕辰 沐阳 子墨 思源 逸飞 子龙 振宇 天佑 铭泽 宇辰 佳明 志远 少杰 鸿飞 立诚 景行 俊峰 子健 晓峰",
);

/** Characters that given names of two are put together of, when none of the lists above is taken. */
const FIRST_OF_WOMEN = ranked(
  "雅 雨 思 佳 晓 梦 欣 诗 婉 美 慧 文 静 若 嘉 紫 依 玉 海 春 丽 小 秋 淑 亚 芷",
);
const LAST_OF_WOMEN = ranked("婷 怡 琪 萱 涵 雯 颖 敏 芳 燕 娟 霞 洁 玲 莹 妍 静 欣 瑶 兰 琳 丹 慧 君 芸 蓉");
const FIRST_OF_MEN = ranked("志 文 俊 子 浩 宇 建 晓 海 国 明 嘉 泽 天 家 伟 永 振 少 博 鸿 立 世 瑞 新 光");
const LAST_OF_MEN = ranked("强 伟 杰 轩 宇 豪 辉 峰 涛 鹏 明 华 斌 军 龙 然 飞 超 波 林 东 成 博 阳 毅 宁");

const COHORTS = {
  woman: new Chooser([
    [WOMEN_BEFORE_1970, 15],
    [WOMEN_1970, 45],
    [WOMEN_1990, 40],
  ]),
  man: new Chooser([
    [MEN_BEFORE_1970, 15],
    [MEN_1970, 48],
    [MEN_1990, 37],
  ]),
};

/** A name as often as it is met; six in ten customers of a shop are women. */
export function inventName(dice: Dice): string {
  const surname = SURNAME.pick(dice);
  const woman = dice.chance(0.6);
  if (dice.chance(0.62)) return surname + COHORTS[woman ? "woman" : "man"].pick(dice).pick(dice);
  return woman
    ? surname + FIRST_OF_WOMEN.pick(dice) + LAST_OF_WOMEN.pick(dice)
    : surname + FIRST_OF_MEN.pick(dice) + LAST_OF_MEN.pick(dice);
}

const PLACES = ranked("杭州 上海 宁波 苏州 广州 深圳 温州 南京 北京 义乌 佛山 成都 厦门 青岛 武汉 东莞");
const FIRM_FIRST = ranked("明 华 宏 金 嘉 鼎 恒 瑞 天 新 永 盛 佳 远 德 博 广 兴 汇 凯");
const FIRM_LAST = ranked("达 鑫 泰 源 盛 丰 诚 和 信 利 隆 宇 通 辉 泽 海 润 安 康 隆");
const FIRM_TRADES = ranked("贸易 电子商务 服饰 汽车服务 文化传媒 科技 食品 家居用品 物流 酒店管理");

/** A firm as it stands on the invoice. */
export function inventFirm(dice: Dice): string {
  return `${PLACES.pick(dice)}${FIRM_FIRST.pick(dice)}${FIRM_LAST.pick(dice)}${FIRM_TRADES.pick(dice)}有限公司`;
}

function weights(...lines: readonly string[]): (readonly [string, number])[] {
  return lines.flatMap((line) =>
    line.split(" ").map((entry) => {
      const [word = "", weight = "1"] = entry.split(":");
      return [word, Number(weight)] as const;
    }),
  );
}

/** Weighs words by their rank, as frequencies of names fall. */
function ranked(words: string): Chooser<string> {
  return new Chooser(words.split(" ").map((word, rank) => [word, 1 / (rank + 6)]));
}
