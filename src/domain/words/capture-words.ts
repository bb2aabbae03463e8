import type { ImportRefusal } from '../inventory/capture.ts';
import type { Language } from './language.ts';

/** What is read from the files of a machine without an agent, and why files are refused, with what to do. */
export interface CaptureWords {
  machine: string;
  unnamed: string;
  system: string;
  build: string;
  installed: string;
  notTold: string;
  updates: string;
  noUpdates: string;
  updatesUnknown: string;
  updatesIncomplete: string;
  source: string;
  software(count: number, leftOut: number): string;
  refusal(reason: ImportRefusal): string;
}

const howTo = 'systeminfo > systeminfo.txt & wmic qfe list full > qfe.txt';

const vi: CaptureWords = {
  machine: 'Máy',
  unnamed: 'tệp không ghi tên máy',
  system: 'Hệ điều hành',
  build: 'bản dựng',
  installed: 'Ngày cài đặt',
  notTold: 'không xác định được (không phân biệt được ngày với tháng)',
  updates: 'Bản cập nhật đã cài',
  noUpdates: 'không liệt kê bản nào',
  updatesUnknown: 'chưa xác định: tệp không có danh sách bản cập nhật. Hãy nhập thêm kết quả của "wmic qfe list full".',
  updatesIncomplete:
    'Danh sách bản cập nhật không đầy đủ (systeminfo cắt bớt hoặc không đọc được): bản không có tên ở đây vẫn có thể đã cài. Hãy nhập thêm kết quả của "wmic qfe list full".',
  source: 'Nguồn',
  software: (count, leftOut) =>
    `Phần mềm: ${count}${leftOut === 0 ? '' : ` (bỏ qua ${leftOut} thành phần không phải phần mềm của máy, như tệp hoặc thư viện lập trình)`}`,
  refusal(reason) {
    switch (reason.code) {
      case 'no-files':
        return `không có tệp nào. Trên máy cần nhập, chạy: ${howTo}`;
      case 'too-many-files':
        return `quá nhiều tệp cho một máy (tối đa ${reason.most}). Hãy nhập từng máy một.`;
      case 'too-large':
        return `"${reason.file}" lớn hơn ${reason.maxBytes} byte nên không phải kết quả của systeminfo hay wmic.`;
      case 'not-a-capture':
        return `"${reason.file}" không phải kết quả của systeminfo, "wmic qfe" hay Get-HotFix, cũng không phải danh mục CycloneDX. Trên máy cần nhập, chạy: ${howTo}`;
      case 'system-missing':
        return 'các tệp chỉ có danh sách bản cập nhật, không cho biết hệ điều hành. Hãy nhập cùng kết quả của systeminfo.';
      case 'several-captures':
        return `có nhiều kết quả systeminfo khác nhau của cùng một máy (${reason.files.join(', ')}), không rõ bản nào mới nhất. Hãy chỉ nhập một bản.`;
      case 'different-machines':
        return `các tệp là của những máy khác nhau: ${reason.hostnames.join(', ')}. Hãy nhập từng máy một.`;
      case 'system-untold':
        return `"${reason.file}": không xác định được hệ điều hành (${reason.name ?? 'không rõ tên'}, bản dựng ${reason.build}): ${untoldVi[reason.why]}`;
      case 'unnamed':
        return 'các tệp không ghi tên máy. Hãy nhập thêm tên máy (trên dòng lệnh: --name).';
      case 'named-otherwise':
        return `các tệp là của máy ${reason.hostname}, không phải máy có tên đã nhập. Hãy bỏ tên đã nhập hoặc chọn tệp khác.`;
      case 'bom-unreadable':
        return `không đọc được danh mục phần mềm "${reason.file}": ${bomVi[reason.why]} Hãy xuất lại trên máy: wardwatch inventory export --cyclonedx`;
      case 'bom-beside-others':
        return `"${reason.file}" là danh mục CycloneDX, đã gồm mọi thông tin của một máy. Hãy nhập riêng tệp này.`;
      case 'bom-without-system':
        return `"${reason.file}" không cho biết hệ điều hành. Hãy tạo danh mục CycloneDX có thành phần loại operating-system.`;
    }
  },
};

const bomVi = {
  'too-large': 'lớn hơn mức được đọc.',
  'not-json': 'bị cắt hoặc hỏng, không phải JSON.',
  'not-cyclonedx': 'không đúng dạng CycloneDX 1.2 đến 1.9.',
  'too-many-components': 'nêu nhiều gói phần mềm hơn một máy có thể có.',
};

const untoldVi = {
  'shared-build':
    'Windows cho máy trạm và cho máy chủ dùng chung bản dựng này. Hãy lưu lại kết quả systeminfo sao cho đọc được dòng tên hệ điều hành.',
  'unknown-build': 'bản dựng này không phải bản phát hành đã biết.',
  contradiction: 'tên không khớp với bản dựng. Hãy chạy lại systeminfo trên máy.',
};

const en: CaptureWords = {
  machine: 'Machine',
  unnamed: 'the files do not name it',
  system: 'System',
  build: 'build',
  installed: 'Installed on',
  notTold: 'cannot be told (day and month cannot be told apart)',
  updates: 'Installed updates',
  noUpdates: 'none is listed',
  updatesUnknown: 'unknown: the files list no updates. Import the output of "wmic qfe list full" as well.',
  updatesIncomplete:
    'The list of updates is not complete (systeminfo cuts it, or could not have it): what it does not name may still be installed. Import the output of "wmic qfe list full" as well.',
  source: 'From',
  software: (count, leftOut) =>
    `Software: ${count}${leftOut === 0 ? '' : ` (${leftOut} components left out that are no software of a machine, such as files or libraries of programming languages)`}`,
  refusal(reason) {
    switch (reason.code) {
      case 'no-files':
        return `there is no file. On the machine, run: ${howTo}`;
      case 'too-many-files':
        return `too many files for one machine (${reason.most} at most). Import one machine at a time.`;
      case 'too-large':
        return `"${reason.file}" is larger than ${reason.maxBytes} bytes: that is no output of systeminfo or wmic.`;
      case 'not-a-capture':
        return `"${reason.file}" is no output of systeminfo, "wmic qfe" or Get-HotFix, and no CycloneDX document. On the machine, run: ${howTo}`;
      case 'system-missing':
        return 'the files only list updates and do not tell the system. Import the output of systeminfo with them.';
      case 'several-captures':
        return `there are several different outputs of systeminfo of one machine (${reason.files.join(', ')}), and which is the last cannot be told. Import one of them.`;
      case 'different-machines':
        return `the files are of different machines: ${reason.hostnames.join(', ')}. Import one machine at a time.`;
      case 'system-untold':
        return `"${reason.file}": the system cannot be told (${reason.name ?? 'without a name'}, build ${reason.build}): ${untoldEn[reason.why]}`;
      case 'unnamed':
        return 'the files do not name the machine. Enter its name as well (on the command line: --name).';
      case 'named-otherwise':
        return `the files are of ${reason.hostname}, not of the machine whose name was entered. Leave that name out, or choose other files.`;
      case 'bom-unreadable':
        return `the list of software "${reason.file}" cannot be read: ${bomEn[reason.why]} Export it again on the machine: wardwatch inventory export --cyclonedx`;
      case 'bom-beside-others':
        return `"${reason.file}" is a CycloneDX document and tells all of one machine. Import it alone.`;
      case 'bom-without-system':
        return `"${reason.file}" does not tell the system. Make the CycloneDX document with a component of the type operating-system.`;
    }
  },
};

const bomEn = {
  'too-large': 'it is larger than is read.',
  'not-json': 'it is cut off or damaged, and no JSON.',
  'not-cyclonedx': 'it is not of the form of CycloneDX 1.2 to 1.9.',
  'too-many-components': 'it names more packages than a machine can have.',
};

const untoldEn = {
  'shared-build':
    'Windows for workstations and for servers share this build. Save the output of systeminfo so that the line with the name can be read.',
  'unknown-build': 'this build is not a release that is known.',
  contradiction: 'name and build do not go together. Run systeminfo on the machine again.',
};

const words: Readonly<Record<Language, CaptureWords>> = { vi, en };
export const captureWords = (language: Language): CaptureWords => words[language];
