import type { Hash } from 'node:crypto';

const newline = 0x0a;

/** A line without its end; what was longer than allowed is gone. */
export interface Line {
  bytes: Buffer;
  tooLong: boolean;
}

const isBlank = ({ bytes, tooLong }: Line) => !tooLong && bytes.toString('latin1').trim() === '';

/**
 * Cuts what comes into lines, holding one at a time. Blank lines are left out.
 * @param longest bytes of a line; what a longer one has beyond is not kept
 * @param seen is told every byte; when a line is out, it has been told exactly all bytes up to its end
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  longest: number,
  seen: Hash,
): AsyncGenerator<Line, void> {
  let parts: Buffer[] = [];
  let size = 0;
  const keep = (part: Buffer) => {
    seen.update(part);
    size += part.length;
    if (size <= longest) parts.push(part);
    else parts = [];
  };
  const take = (): Line => {
    const line = { bytes: Buffer.concat(parts), tooLong: size > longest };
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let end = rest.indexOf(newline); end !== -1; end = rest.indexOf(newline)) {
      keep(rest.subarray(0, end));
      seen.update('\n');
      const line = take();
      if (!isBlank(line)) yield line;
      rest = rest.subarray(end + 1);
    }
    // A copy: the chunk is not ours to keep.
    keep(Buffer.from(rest));
  }
  const last = take();
  if (!isBlank(last)) yield last;
}
