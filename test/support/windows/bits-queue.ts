/** A job as the queue of BITS keeps it (bits_parser of ANSSI, `CONTROL`); what stands before and after differs between versions. */
export interface QueuedJob {
  readonly name: string;
  readonly command?: string;
  readonly arguments?: string;
  /** 16 bytes. */
  readonly id?: Buffer;
}

const xferHeader = Buffer.from('36da56776f515a43acac44a248fff34d', 'hex');
const owner = 'S-1-5-21-1-2-3-1001';

export function jobBytes({
  name,
  command = '',
  arguments: args = '',
  id = Buffer.from('0123456789abcdef0123456789abcdef', 'hex'),
}: QueuedJob): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(1, 4);
  head.writeUInt32LE(6, 8);
  const flags = Buffer.alloc(4);
  flags.writeUInt32LE(3);
  return Buffer.concat([head, id, ...[name, 'mô tả', command, args, owner].map(textBytes), flags, Buffer.alloc(40, 1), xferHeader]);
}

function textBytes(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length + 1);
  return Buffer.concat([length, Buffer.from(`${text}\0`, 'utf16le')]);
}

/** A page of a database: its mark, whatever else, and the jobs at odd places. */
export function queueBytes(jobs: readonly QueuedJob[], before = 5001): Buffer {
  return Buffer.concat([
    Buffer.from([0, 0, 0, 0, 0xef, 0xcd, 0xab, 0x89]),
    Buffer.alloc(before, 0x5a),
    ...jobs.flatMap((job) => [jobBytes(job), Buffer.alloc(77, 3)]),
    Buffer.from('S-1-5-18\0 is no owner here', 'utf16le'),
  ]);
}
