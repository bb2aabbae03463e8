import type { AdvisoryRecord } from '../../src/domain/advisories/advisory.ts';
import type { Inventory } from '../../src/domain/inventory/inventory.ts';
import { advisory, product, range } from '../support/advisories.ts';

/** Letters as an authority writes them; made up, with CVEs that no real letter is about. */
export const letters = [
  {
    number: '214/CATTT-NCSC',
    date: '2026-11-17',
    title: 'Lỗ hổng an toàn thông tin ảnh hưởng cao và nghiêm trọng trong các sản phẩm Microsoft công bố tháng 11/2026',
    critical: 'CVE-2026-90101,CVE-2026-90102',
    high: 'CVE-2026-90103,CVE-2026-90104,CVE-2026-90105',
    product: 'Windows 10,Windows 11,Windows Server 2019',
    effect: 'Thực thi mã từ xa, nâng cao đặc quyền',
    deadline: '2026-11-30',
  },
  {
    number: '209/CATTT-NCSC',
    date: '2026-11-05',
    title: 'Lỗ hổng thực thi mã từ xa trong thư viện OpenSSL trên máy chủ Linux',
    critical: 'CVE-2026-90201',
    high: 'CVE-2026-90202',
    product: 'OpenSSL',
    effect: 'Thực thi mã từ xa',
    deadline: '2026-11-20',
  },
  {
    number: '1187/SYT-VP',
    date: '2026-10-12',
    title: 'Cảnh báo chiến dịch phát tán mã độc tống tiền nhằm vào các cơ sở khám bệnh, chữa bệnh',
    critical: 'CVE-2026-90301',
    high: '',
    product: 'Phần mềm nén tệp trên máy trạm',
    effect: 'Mã hóa dữ liệu, đòi tiền chuộc',
    deadline: '',
  },
] as const;

/** The text of a further letter, with an id that is cut short and two deadlines. */
export const pasted = `CỤC AN TOÀN THÔNG TIN
Số: 215/CATTT-NCSC
V/v lỗ hổng trong phần mềm họp trực tuyến

Hà Nội, ngày 20 tháng 11 năm 2026

Mức ảnh hưởng Nghiêm trọng:
- CVE-2026-91111 cho phép đối tượng tấn công thực thi mã từ xa. Lỗ hổng này đang bị khai thác trong thực tế.
Mức ảnh hưởng Cao:
- CVE-2026-92222 nâng cao đặc quyền
- CVE-2026-333

Đề nghị rà soát, báo cáo số máy đã xử lý trước ngày 30/11/2026; báo cáo bổ sung trước ngày 10/12/2026.
`;

const november = 'KB5099901';
const windowsFix = (cve: string, revision: number, cvss: number): AdvisoryRecord => ({
  kind: 'advisory',
  advisory: advisory(
    cve,
    [product('windows|10-22h2|windows', { scheme: 'windows', ranges: [range(null, `19045.${revision}`)], updates: [november] })],
    {
      format: 'msrc-builds',
      cves: [cve],
      cvss,
    },
  ),
});
const openssl = (cve: string, fixed: string, cvss: number): AdvisoryRecord => ({
  kind: 'advisory',
  advisory: advisory(`DSA-${cve.slice(4)}`, [product('debian|12|openssl', { ranges: [range(null, fixed)] })], { cves: [cve], cvss }),
});
const score = (cve: string, probability: number): AdvisoryRecord => ({
  kind: 'score',
  score: { cve, probability, percentile: probability, scoredOn: '2026-11-23' },
});
const exploited = (cve: string, isUsedByRansomware: boolean): AdvisoryRecord => ({
  kind: 'exploited',
  exploited: {
    cve,
    vendor: 'Microsoft',
    product: 'Windows',
    title: 'Windows',
    addedOn: '2026-11-12',
    dueOn: '2026-12-03',
    isUsedByRansomware,
    requiredAction: 'Apply updates.',
  },
});

export const knowledge: readonly AdvisoryRecord[] = [
  windowsFix('CVE-2026-90101', 7058, 9.8),
  windowsFix('CVE-2026-90102', 7058, 8.8),
  windowsFix('CVE-2026-90103', 6456, 7.8),
  windowsFix('CVE-2026-90104', 7058, 7.8),
  windowsFix('CVE-2026-90105', 6456, 6.5),
  openssl('CVE-2026-90201', '3.0.20-1~deb12u1', 8.1),
  openssl('CVE-2026-90202', '3.0.18-1~deb12u1', 5.9),
  score('CVE-2026-90101', 0.041),
  score('CVE-2026-90102', 0.894),
  score('CVE-2026-90103', 0.973),
  score('CVE-2026-90104', 0.0012),
  score('CVE-2026-90201', 0.27),
  exploited('CVE-2026-90102', true),
  exploited('CVE-2026-90103', false),
];

/** Windows 10 22H2 of this revision; without an update list where that could not be read. */
export const windows = (revision: number): Inventory => ({
  system: { family: 'windows', product: 'Windows 10', version: '22H2', edition: 'Pro', build: 19045, revision, arch: 'x64' },
  software: [{ manager: 'windows-program', name: '7-Zip 24.09 (x64)', version: '24.09', arch: 'x64', vendor: 'Igor Pavlov' }],
  updates: revision >= 7058 ? [november] : [],
});

export const debian = (version: string): Inventory => ({
  system: { family: 'linux', product: 'Debian', version: '12', edition: null, build: null, revision: null, arch: 'x64' },
  software: [{ manager: 'dpkg', name: 'libssl3', version, arch: 'amd64', source: { name: 'openssl', version } }],
  updates: null,
});

export interface WardMachine {
  readonly unit: 0 | 1 | 2;
  readonly hostname: string;
  /** What it reports in turn, from the first day to this one; a machine without more falls silent. */
  readonly days: readonly Inventory[];
}

const [old, october, patched] = [windows(5965), windows(6456), windows(7058)];
export const wardMachines: readonly WardMachine[] = [
  { unit: 0, hostname: 'bvt-tiep-don-01', days: [old, october, october] },
  { unit: 0, hostname: 'bvt-tiep-don-02', days: [old, old, patched] },
  { unit: 0, hostname: 'bvt-kham-noi-01', days: [october, patched, patched] },
  { unit: 0, hostname: 'bvt-kham-noi-02', days: [october, patched, patched] },
  { unit: 0, hostname: 'bvt-khoa-duoc-03', days: [old, old, old] },
  { unit: 0, hostname: 'bvt-may-chu-his', days: [debian('3.0.17-1~deb12u3'), debian('3.0.17-1~deb12u3'), debian('3.0.18-1~deb12u2')] },
  { unit: 1, hostname: 'ml-tiep-don-01', days: [old, october, patched] },
  { unit: 1, hostname: 'ml-vien-phi-01', days: [old] },
  { unit: 1, hostname: 'ml-may-chu-pacs', days: [debian('3.0.17-1~deb12u3'), debian('3.0.20-1~deb12u1'), debian('3.0.20-1~deb12u1')] },
  { unit: 2, hostname: 'HAMRONG-PC1', days: [old, old, october] },
];
