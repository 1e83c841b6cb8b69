/** A Standard-tier message may have 256 KiB with its headers; a margin keeps clear of the edge. */
const mostBytes = 180_000;

/** Cuts items into portions that each fit into one message as JSON: in order, at most `mostItems` in each. */
export function inPortions<T>(items: readonly T[], mostItems: number): T[][] {
  const portions: T[][] = [];
  let current: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item));
    if (current.length > 0 && (current.length >= mostItems || bytes + size > mostBytes)) {
      portions.push(current);
      current = [];
      bytes = 0;
    }
    current.push(item);
    bytes += size;
  }
  return current.length > 0 ? [...portions, current] : portions;
}
