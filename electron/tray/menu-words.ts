import type { Language } from '../../src/domain/words/language.ts';

/** What tray and menu say; findings and severities come from the words of the domain. */
export interface MenuWords {
  readonly connecting: string;
  readonly unreachable: string;
  readonly startAgent: string;
  readonly versionsDiffer: string;
  readonly installSame: string;
  readonly openFindings: (list: string) => string;
  readonly noFindings: string;
  readonly patchStatus: (status: string) => string;
  readonly neverScanned: string;
  readonly scanStale: string;
  readonly uploadFails: string;
  readonly scanning: string;
  readonly lastScan: (instant: string) => string;
  readonly scanFailed: (code: string) => string;
  readonly lastUpload: (instant: string) => string;
  readonly neverUploaded: string;
  readonly notEnrolled: string;
  readonly openDashboard: string;
  readonly lastUploadShown: string;
  readonly onDuty: string;
  readonly paused: (until: string) => string;
  readonly pause: string;
  readonly resume: string;
  readonly about: string;
  readonly agentStarting: string;
  readonly pleaseWait: string;
  readonly agentOlder: string;
  readonly upgradeAgent: string;
  readonly agentNewer: string;
  readonly upgradeIcon: string;
  readonly newFindings: (text: string, count: number) => string;
  readonly openToSee: string;
  readonly scanNow: string;
  readonly language: string;
  readonly languageName: string;
  readonly quit: string;
  readonly view: string;
  readonly copy: string;
  readonly selectAll: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly zoomReset: string;
  readonly closeWindow: string;
}

const vi: MenuWords = {
  connecting: 'Đang kết nối với phần mềm giám sát…',
  unreachable: 'Phần mềm giám sát trên máy này không trả lời',
  startAgent: 'Hãy khởi động dịch vụ WardWatch, hoặc chạy: wardwatch agent run',
  versionsDiffer: 'Biểu tượng này và phần mềm giám sát khác phiên bản',
  installSame: 'Hãy cài cả hai cùng một phiên bản WardWatch',
  openFindings: (list) => `Chưa khắc phục: ${list}`,
  noFindings: 'Không còn phát hiện nào cần xử lý',
  patchStatus: (status) => `Tình trạng bản vá: ${status}`,
  neverScanned: 'Máy chưa được quét lần nào',
  scanStale: 'Lần quét gần nhất đã quá 48 giờ',
  uploadFails: 'Chưa gửi được báo cáo',
  scanning: 'Đang quét máy…',
  lastScan: (instant) => `Quét lần cuối: ${instant}`,
  scanFailed: (code) => `Lần quét vừa yêu cầu không hoàn tất (${code})`,
  lastUpload: (instant) => `Gửi báo cáo lần cuối: ${instant}`,
  neverUploaded: 'Chưa gửi báo cáo nào',
  notEnrolled: 'Máy chưa ghi danh nên chưa gửi báo cáo',
  openDashboard: 'Mở bảng theo dõi',
  lastUploadShown: 'Máy này gửi đi những gì',
  onDuty: 'Cán bộ trực: máy này chưa có lịch trực',
  paused: (until) => `Đang tạm dừng quét theo lịch đến ${until}`,
  pause: 'Tạm dừng quét theo lịch…',
  resume: 'Quét theo lịch trở lại',
  about: 'Giới thiệu WardWatch',
  agentStarting: 'Phần mềm giám sát đang khởi động',
  pleaseWait: 'Xin chờ: biểu tượng này tự kết nối',
  agentOlder: 'Phần mềm giám sát cũ hơn biểu tượng này',
  upgradeAgent: 'Hãy nâng cấp phần mềm giám sát trên máy này',
  agentNewer: 'Phần mềm giám sát mới hơn biểu tượng này',
  upgradeIcon: 'Hãy nâng cấp ứng dụng biểu tượng, rồi mở lại',
  newFindings: (text) => `WardWatch: ${text} phát hiện mới cần xử lý`,
  openToSee: 'Bấm để xem việc cần làm.',
  scanNow: 'Quét ngay',
  language: 'Ngôn ngữ',
  languageName: 'Tiếng Việt',
  quit: 'Thoát biểu tượng WardWatch',
  view: 'Hiển thị',
  copy: 'Sao chép',
  selectAll: 'Chọn tất cả',
  zoomIn: 'Phóng to',
  zoomOut: 'Thu nhỏ',
  zoomReset: 'Cỡ bình thường',
  closeWindow: 'Đóng cửa sổ',
};

const en: MenuWords = {
  connecting: 'Connecting to the agent…',
  unreachable: 'The agent on this machine does not answer',
  startAgent: 'Start the WardWatch service, or run: wardwatch agent run',
  versionsDiffer: 'This icon and the agent are of different versions',
  installSame: 'Install the same WardWatch version of both',
  openFindings: (list) => `Unresolved: ${list}`,
  noFindings: 'No finding needs action',
  patchStatus: (status) => `Patch status: ${status}`,
  neverScanned: 'This machine has never been scanned',
  scanStale: 'The last scan is more than 48 hours old',
  uploadFails: 'Reports cannot be sent',
  scanning: 'Scanning this machine…',
  lastScan: (instant) => `Last scan: ${instant}`,
  scanFailed: (code) => `The scan asked for did not finish (${code})`,
  lastUpload: (instant) => `Last report sent: ${instant}`,
  neverUploaded: 'No report sent yet',
  notEnrolled: 'Not enrolled, so no reports are sent',
  openDashboard: 'Open the dashboard',
  lastUploadShown: 'What leaves this machine',
  onDuty: 'On duty: this machine has no roster yet',
  paused: (until) => `Scheduled scans are paused until ${until}`,
  pause: 'Pause scheduled scans…',
  resume: 'Run scheduled scans again',
  about: 'About WardWatch',
  agentStarting: 'The agent is starting',
  pleaseWait: 'Please wait: this icon connects by itself',
  agentOlder: 'The agent is older than this icon',
  upgradeAgent: 'Upgrade the agent on this machine',
  agentNewer: 'The agent is newer than this icon',
  upgradeIcon: 'Upgrade the tray application, then start it again',
  newFindings: (text, count) => `WardWatch: ${text} new ${count === 1 ? 'finding needs' : 'findings need'} action`,
  openToSee: 'Click to see what to do.',
  scanNow: 'Scan now',
  language: 'Language',
  languageName: 'English',
  quit: 'Quit the WardWatch icon',
  view: 'View',
  copy: 'Copy',
  selectAll: 'Select all',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomReset: 'Normal size',
  closeWindow: 'Close window',
};

export const menuWords: Readonly<Record<Language, MenuWords>> = { vi, en };
