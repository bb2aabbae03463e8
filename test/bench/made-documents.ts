import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { madeCve, type MadeRange } from './made-advisories.ts';

/** A document as osv.dev writes them of Debian, with as much text and as many versions. */
export const osvDocumentOf = ({ cve, source, introduced, fixed }: MadeRange): object => ({
  schema_version: '1.7.3',
  id: `DEBIAN-${cve}`,
  published: '2025-03-01T00:00:00Z',
  modified: '2026-03-01T00:00:00Z',
  upstream: [cve],
  details: `In ${source} the length of an input is not looked at before it is copied. An attacker who can send such an input writes behind the end of a buffer, which ends the program or makes it run what the input holds. ${'Versions before the fix are affected in every configuration. '.repeat(6)}`,
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' }],
  affected: [
    {
      package: { ecosystem: 'Debian:12', name: source, purl: `pkg:deb/debian/${source}?arch=source` },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: introduced ?? '0' }, { fixed }] }],
      versions: Array.from({ length: 12 }, (_, at) => `0.${at}.1-1`),
      ecosystem_specific: { urgency: 'not yet assigned' },
    },
  ],
  references: [{ type: 'ADVISORY', url: `https://security-tracker.example/tracker/${cve}` }],
});

/** Like CISA's catalogue, for where that is absent. */
export const madeKevCatalogue = (entries: number): object => ({
  title: 'Catalogue of known exploited vulnerabilities, made up',
  catalogVersion: '2026.11.24',
  dateReleased: '2026-11-24T00:00:00.000Z',
  count: entries,
  vulnerabilities: Array.from({ length: entries }, (_, at) => ({
    cveID: madeCve(at),
    vendorProject: `Vendor ${at % 200}`,
    product: `Product ${at % 900}`,
    vulnerabilityName: `Vendor ${at % 200} Product ${at % 900} Use-After-Free Vulnerability`,
    dateAdded: '2025-03-01',
    shortDescription: 'The product uses memory after it was given back, which lets an attacker run code from afar. '.repeat(3),
    requiredAction: 'Apply mitigations as the vendor describes them, or stop using the product where there are none.',
    dueDate: '2025-03-22',
    knownRansomwareCampaignUse: at % 5 === 0 ? 'Known' : 'Unknown',
    notes: `https://vendor.example/advisory/${at}`,
    cwes: ['CWE-416'],
  })),
});

/** One document a line. */
export function writeLines(path: string, documents: Iterable<object>): void {
  writeInto(path, (write) => {
    for (const document of documents) write(Buffer.from(`${JSON.stringify(document)}\n`));
  });
}

const u16 = (value: number): Buffer => Buffer.from([value & 0xff, (value >> 8) & 0xff]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);

/** A zip archive by PKWARE's APPNOTE 4.3 with the records of zip64, since there are more than 65,535 of them. */
export function writeArchive(path: string, documents: Iterable<readonly [name: string, document: object]>): void {
  writeInto(path, (write) => {
    const directory: Buffer[] = [];
    let offset = 0;
    for (const [name, document] of documents) {
      const [bytes, named] = [Buffer.from(JSON.stringify(document)), Buffer.from(name)];
      const deflated = deflateRawSync(bytes);
      const sizes = [u32(crc32(bytes)), u32(deflated.length), u32(bytes.length)];
      const head = [u16(20), u16(0x800), u16(8), u32(0x21_0000), ...sizes, u16(named.length), u16(0)];
      write(Buffer.concat([u32(0x0403_4b50), ...head, named, deflated]));
      directory.push(Buffer.concat([u32(0x0201_4b50), u16(20), ...head, u16(0), u16(0), u16(0), u32(0), u32(offset), named]));
      offset += 30 + named.length + deflated.length;
    }
    const central = Buffer.concat(directory);
    write(central);
    const [count, none] = [u64(directory.length), u32(0)];
    write(Buffer.concat([u32(0x0606_4b50), u64(44), u16(45), u16(45), none, none, count, count, u64(central.length), u64(offset)]));
    write(Buffer.concat([u32(0x0706_4b50), none, u64(offset + central.length), u32(1)]));
    const unused = u16(0xffff);
    write(Buffer.concat([u32(0x0605_4b50), u16(0), u16(0), unused, unused, u32(0xffff_ffff), u32(0xffff_ffff), u16(0)]));
  });
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function writeInto(path: string, fill: (write: (bytes: Buffer) => void) => void): void {
  const file = openSync(path, 'w');
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const flush = (): void => {
    writeSync(file, Buffer.concat(waiting));
    [waiting, waitingBytes] = [[], 0];
  };
  try {
    fill((bytes) => {
      waiting.push(bytes);
      waitingBytes += bytes.length;
      if (waitingBytes > 1024 * 1024) flush();
    });
    flush();
  } finally {
    closeSync(file);
  }
}
