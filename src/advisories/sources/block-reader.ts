import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';

const blockBytes = 256 * 1024;
/** Some of the directory and some of what it points to, in turns. */
const mostBlocks = 4;

/**
 * Reads a file by large blocks and keeps the last few: an archive of a hundred thousand small entries asks for half a million pieces of a few
 * bytes, which lie side by side. Does not close the file.
 */
export class BlockReader extends RandomAccessReader {
  readonly #file: FileHandle;
  readonly #blocks = new Map<number, Buffer>();

  constructor(file: FileHandle) {
    super();
    this.#file = file;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    const block = this.#blocks.get(Math.floor(position / blockBytes));
    const at = position % blockBytes;
    if (block !== undefined && at + length <= block.length) {
      block.copy(buffer, offset, at, at + length);
      queueMicrotask(() => callback(null, length));
      return;
    }
    void this.#answer(buffer.subarray(offset, offset + length), position, callback);
  }

  async #answer(target: Uint8Array, position: number, callback: (error: Error | null, bytesRead?: number) => void): Promise<void> {
    let answer: readonly [error: Error | null, bytesRead?: number];
    try {
      answer = [null, await this.#fill(target, position)];
    } catch (thrown) {
      answer = [thrown instanceof Error ? thrown : new Error(String(thrown))];
    }
    queueMicrotask(() => callback(...answer));
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#range(start, end), { objectMode: false });
  }

  async *#range(start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let position = start; position < end; ) {
      const piece = await this.#from(position);
      if (piece.length === 0) throw new Error('the file is shorter than it was');
      yield piece.subarray(0, end - position);
      position += piece.length;
    }
  }

  /** Fewer where the file ends before. */
  async bytesAt(start: number, length: number): Promise<Uint8Array> {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, await this.#fill(bytes, start));
  }

  /** How many bytes there were. */
  async #fill(target: Uint8Array, start: number): Promise<number> {
    let filled = 0;
    while (filled < target.length) {
      const piece = (await this.#from(start + filled)).subarray(0, target.length - filled);
      if (piece.length === 0) break;
      target.set(piece, filled);
      filled += piece.length;
    }
    return filled;
  }

  /** What there is from here to the end of the block; nothing behind the end of the file. */
  async #from(position: number): Promise<Uint8Array> {
    const number = Math.floor(position / blockBytes);
    const block = this.#blocks.get(number) ?? (await this.#load(number));
    return block.subarray(position % blockBytes);
  }

  async #load(number: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(blockBytes), 0, blockBytes, number * blockBytes);
    const block = buffer.subarray(0, bytesRead);
    for (const oldest of this.#blocks.keys()) if (this.#blocks.size >= mostBlocks) this.#blocks.delete(oldest);
    this.#blocks.set(number, block);
    return block;
  }
}
