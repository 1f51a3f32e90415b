import { text, type Text } from "../../../platform/language.ts";

/** Largest upload. */
export const MOST_MEGABYTES = 8;
/** More than any phone takes; a header that promises more is a trap for whoever opens it. */
const MOST_PIXELS = 50_000_000;

/** More than any program writes; taking a file of millions of tiny pieces apart would keep everybody waiting. */
const MOST_PIECES = 10_000;

/** Why a file is not taken as a photograph: the answer's status, and what to do about it. The console says the same. */
export const PHOTOGRAPH_REFUSALS = {
  EMPTY_FILE: {
    status: 400,
    text: text("这个文件是空的，请重新选择照片。", "This file is empty. Choose the photograph again."),
  },
  TOO_LARGE: {
    status: 413,
    text: text(
      `照片超过 ${MOST_MEGABYTES} MB。请在手机里缩小，或截图后再上传。`,
      `The photograph is larger than ${MOST_MEGABYTES} MB. Make it smaller, or upload a screenshot of it.`,
    ),
  },
  TOO_MANY_PIXELS: {
    status: 413,
    text: text(
      `照片的尺寸太大（超过 ${MOST_PIXELS / 10_000} 万像素）。请缩小，或截图后再上传。`,
      `The photograph has more than ${MOST_PIXELS / 1_000_000} million pixels. Make it smaller, or upload a screenshot of it.`,
    ),
  },
  HEIC: {
    status: 415,
    text: text(
      "这是 HEIC 照片，很多电脑打不开。请在 iPhone 的“设置 → 相机 → 格式”里选“兼容性最佳”后重拍，或在电脑上另存为 JPEG 再上传。",
      "This is a HEIC photograph, which many computers cannot open. On the iPhone choose Settings → Camera → Formats → Most Compatible and take it again, or save it as JPEG on a computer and upload that.",
    ),
  },
  ANIMATED: {
    status: 415,
    text: text(
      "动图不能上传。请截一张图，存成 JPEG 或 PNG 再上传。",
      "Moving pictures (GIF and the like) are not taken. Upload a screenshot of it, saved as JPEG or PNG.",
    ),
  },
  VIDEO: {
    status: 415,
    text: text(
      "这是视频，目前只能上传照片。请截取需要的画面，存成 JPEG 或 PNG 再上传。",
      "This is a video; only photographs are taken. Upload a screenshot of the moment that matters, saved as JPEG or PNG.",
    ),
  },
  DOCUMENT: {
    status: 415,
    text: text(
      "这是文档，不是照片。请把需要的那一页截图，存成 JPEG 或 PNG 再上传。",
      "This is a document, not a photograph. Upload a screenshot of the page that matters, saved as JPEG or PNG.",
    ),
  },
  WEB_PAGE: {
    status: 415,
    text: text(
      "网页和矢量图（HTML、SVG）里可能藏有程序，不能上传。请截图，存成 JPEG 或 PNG 再上传。",
      "Web pages and vector pictures (HTML, SVG) can carry programs and are not taken. Upload a screenshot of it, saved as JPEG or PNG.",
    ),
  },
  NOT_A_PHOTOGRAPH: {
    status: 415,
    text: text(
      "这不是能显示的照片。请上传 JPEG、PNG 或 WebP 格式的照片。",
      "This is not a photograph that can be shown. Upload one as JPEG, PNG or WebP.",
    ),
  },
  CUT_SHORT: {
    status: 400,
    text: text(
      "这张照片不完整，后面一部分丢了（可能是下载或复制中断）。请重新保存一份再上传。",
      "This photograph is incomplete: its end is missing, perhaps because a download or copy was interrupted. Save it again and upload that.",
    ),
  },
  DAMAGED: {
    status: 400,
    text: text(
      "这张照片已损坏，读不出来。请换一张，或用看图软件打开后另存为 JPEG 再上传。",
      "This photograph is damaged and cannot be read. Choose another, or open it in a picture program, save it as JPEG and upload that.",
    ),
  },
} as const satisfies Record<string, { readonly status: number; readonly text: Text }>;

export type PhotographRefusalCode = keyof typeof PHOTOGRAPH_REFUSALS;

/** A file is not taken as a photograph. */
export class PhotographRefusal extends Error {
  readonly code: PhotographRefusalCode;

  constructor(code: PhotographRefusalCode) {
    super(PHOTOGRAPH_REFUSALS[code].text.en);
    this.code = code;
  }
}

/** Refuses a size that no honest photograph has. */
export function checkDimensions({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): void {
  if (width === 0 || height === 0) throw new PhotographRefusal("DAMAGED");
  if (width * height > MOST_PIXELS) throw new PhotographRefusal("TOO_MANY_PIXELS");
}

/** Refuses a file that is cut into more pieces than an honest one. */
export function checkPieces(count: number): void {
  if (count > MOST_PIECES) throw new PhotographRefusal("DAMAGED");
}
