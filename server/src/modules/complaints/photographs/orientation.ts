/** How a camera was held (1 … 8), in TIFF's words; 1 is upright. The one thing of a photograph's metadata that stays. */
const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
export const UPRIGHT = 1;

/** Reads the orientation out of metadata of whatever quality; what cannot be read is upright. */
export function orientationOf(tiff: Buffer): number {
  if (tiff.length < 14) return UPRIGHT;
  const order = tiff.toString("latin1", 0, 2);
  if (order !== "II" && order !== "MM") return UPRIGHT;
  const short = (at: number): number => (order === "II" ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = order === "II" ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (short(2) !== 42 || first + 2 > tiff.length) return UPRIGHT;
  const entries = Math.min(short(first), Math.floor((tiff.length - first - 2) / 12));
  for (let entry = 0; entry < entries; entry += 1) {
    const at = first + 2 + entry * 12;
    if (short(at) !== ORIENTATION_TAG || short(at + 2) !== SHORT) continue;
    const value = short(at + 8);
    return value >= 1 && value <= 8 ? value : UPRIGHT;
  }
  return UPRIGHT;
}

/** Metadata that says the orientation and nothing else. */
export function onlyOrientation(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write("MM\0*", 0, "latin1");
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(ORIENTATION_TAG, 10);
  tiff.writeUInt16BE(SHORT, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
