/** Sentences that end reasons of several kinds. */
export const endings: readonly (readonly [en: string, vi: string])[] = [
  ['Nothing of it was imported.', 'Không nhập phần nào.'],
  ['Nothing of the list was imported.', 'Không nhập phần nào của danh sách.'],
  ['What stands before in it was imported.', 'Các tài liệu đứng trước trong đó đã được nhập.'],
  ['Fetch it again.', 'Hãy tải lại.'],
  ['Fetch the archive again.', 'Hãy tải lại tệp nén.'],
  ['Try again later.', 'Hãy thử lại sau.'],
  ['Check the path.', 'Hãy kiểm tra đường dẫn.'],
  ['Check the address.', 'Hãy kiểm tra địa chỉ.'],
];

type Reason = readonly [pattern: RegExp, vi: (...parts: readonly string[]) => string];

/** The first that fits counts. What documents and systems said themselves stands in them as it was. */
export const reasons: readonly Reason[] = [
  [/^It is empty\.$/, () => 'Tệp rỗng.'],
  [/^It holds no document\.$/, () => 'Không chứa tài liệu nào.'],
  [/^It is text neither in UTF-8/, () => 'Không phải văn bản UTF-8 hay UTF-16LE. Hãy lưu lại dạng UTF-8 rồi nhập lại.'],
  [
    /^It is nested deeper than (\d+) levels or holds more than (\d+) values/,
    (levels, values) => `Lồng sâu quá ${levels} mức hoặc có quá ${values} giá trị; tài liệu thật không như vậy.`,
  ],
  [/^It starts like JSON and is none/, () => 'Bắt đầu như JSON nhưng không phải JSON: bị cắt hoặc hỏng.'],
  [/^It starts like gzip and is none/, () => 'Bắt đầu như gzip nhưng không phải: bị cắt hoặc hỏng.'],
  [/^It is in none of the known formats \(([^)]*)\)\.$/, (formats) => `Không thuộc định dạng nào đã biết (${formats}).`],
  [
    /^It is a table whose columns are not those of any format \(([^]*)\)\. A list/,
    (found) =>
      `Là bảng nhưng các cột không thuộc định dạng nào (${found}). Danh sách công văn cần cột "Số" (hoặc "number") và cột "CVE"; cảnh báo có mã CVE xếp theo nhóm thì nhập bằng "warnings add --csv".`,
  ],
  [/^It is not (JSON|CSV)\.$/, (kind) => `Không phải ${kind}.`],
  [/^It is no list\.$/, () => 'Không phải danh sách.'],
  [/^It is no CSV table: (.*)$/, (why) => `Không phải bảng CSV (${why}).`],
  [/^It is no table: its first line has no columns\.$/, () => 'Không phải bảng: dòng đầu không có các cột.'],
  [/^It has more than (\d+) columns\.$/, (most) => `Có hơn ${most} cột.`],
  [
    /^Line (\d+) has (\d+) columns where the header has (\d+), from ([^]*) on\. Put/,
    (line, has, header, from) =>
      `Dòng ${line} có ${has} cột trong khi dòng tiêu đề có ${header}, từ ${from}. Hãy đặt dấu nháy kép quanh ô có chứa dấu phân cách.`,
  ],
  [/^It has a header and no rows\.$/, () => 'Chỉ có dòng tiêu đề, không có dòng nào khác.'],
  [/^It has a header and no rows: it was cut off\.$/, () => 'Chỉ có dòng tiêu đề, không có dòng nào khác: bị cắt.'],
  [/^It has no column for the number of the letter/, () => 'Không có cột số công văn (Số) hoặc cột CVE, hoặc có một cột đứng hai lần.'],
  [/^a cell has (\d+) characters; more than (\d+) are not read\.$/, (has, most) => `một ô có ${has} ký tự; tối đa ${most}.`],
  [/^it names no letter\.$/, () => 'không ghi số công văn.'],
  [/^it names no CVE\.$/, () => 'không ghi mã CVE.'],
  [/^([^]*) is no number of an update, such as (KB\d+)\.$/, (text, like) => `${text} không phải mã bản cập nhật, ví dụ ${like}.`],
  [
    /^([^]*) is no date\. Write it as YYYY-MM-DD or DD\/MM\/YYYY\.$/,
    (text) => `${text} không phải ngày. Hãy viết dạng NĂM-THÁNG-NGÀY hoặc NGÀY/THÁNG/NĂM.`,
  ],
  [
    /^A fixed version in the letter ([^]*) has more than (\d+) characters\.$/,
    (letter, most) => `Phiên bản vá trong công văn ${letter} dài hơn ${most} ký tự.`,
  ],
  [
    /^The dates (\S+) and (\S+) stand in different orders/,
    (one, other) =>
      `Ngày ${one} và ${other} viết theo hai thứ tự khác nhau nên không phân biệt được ngày với tháng. Hãy viết dạng NĂM-THÁNG-NGÀY.`,
  ],
  [/^Line (\d+): ([^]*) is no CVE id\.$/, (line, id) => `Dòng ${line}: ${id} không phải mã CVE.`],
  [/^(\[\d+\]\.cve): ([^]*) is no CVE id\.$/, (where, id) => `${where}: ${id} không phải mã CVE.`],
  [/^("[^]*") is no CVE id\.$/, (id) => `${id} không phải mã CVE.`],
  [/^Line (\d+) names no product\.$/, (line) => `Dòng ${line} không ghi sản phẩm.`],
  [
    /^Line (\d+) is not a CVE id, a probability and a percentile\.$/,
    (line) => `Dòng ${line} không gồm mã CVE, xác suất và thứ hạng phần trăm.`,
  ],
  [/^Line (\d+) names ([^]*) a second time\.$/, (line, what) => `Dòng ${line} nêu ${what} lần thứ hai.`],
  [
    /^Line (\d+) has the id of line (\d+), ([^]*); only the first was imported\.$/,
    (line, first, id) => `Dòng ${line} trùng mã với dòng ${first} (${id}); chỉ nhập dòng đầu.`,
  ],
  [/^(\[\d+\]\.patches): the severity ([^]*) is no CVSS score\.$/, (where, score) => `${where}: mức độ ${score} không phải điểm CVSS.`],
  [/^Its first line does not say, as (\S+),/, (like) => `Dòng đầu không ghi ngày của các điểm (${like}).`],
  [/^Its second line is not (.*)\.$/, (header) => `Dòng thứ hai không phải ${header}.`],
  [/^It holds no scores: it was cut off\.$/, () => 'Không có điểm nào: bị cắt.'],
  [/^It says that it has (\d+) entries and has (\d+):/, (says, has) => `Ghi là có ${says} mục nhưng có ${has}: bị cắt hoặc ghép sai.`],
  [/^It names ([^]*) twice, and which entry holds cannot be told\.$/, (cve) => `Nêu ${cve} hai lần, không rõ mục nào đúng.`],
  [/^It is CSAF ([^]*); CSAF 2\.0 is read\. Fetch/, (version) => `Là CSAF ${version}; chỉ đọc CSAF 2.0. Hãy tải bản CSAF 2.0.`],
  [/^It breaks the schema of CSAF 2\.0(?: at ([^:]*): ([^]*))?\.$/, (at, why) => `Sai lược đồ CSAF 2.0${at ? ` tại ${at} (${why})` : ''}.`],
  [
    /^It breaks CSAF mandatory test ([\d.]+)(?: at ([^:]*): ([^]*))?\.$/,
    (test, at, why) => `Không đạt phép thử bắt buộc ${test} của CSAF${at ? ` tại ${at} (${why})` : ''}.`,
  ],
  [/^It holds more than (\d+) values/, (most) => `Có hơn ${most} giá trị, mức tối đa được đọc của một tài liệu CSAF.`],
  [/^Its lists are longer than can be checked/, () => 'Danh sách dài hơn mức có thể kiểm tra trùng lặp.'],
  [
    /^Its product tree has more than (\d+) (products|levels)\.$/,
    (most, what) => `Cây sản phẩm có hơn ${most} ${what === 'levels' ? 'mức' : 'sản phẩm'}.`,
  ],
  [/^Its product tree is not of the form/, () => 'Cây sản phẩm không đúng dạng CSAF 2.0.'],
  [
    /^It refers to the product ([^]*), which it does not define \(CSAF mandatory test ([\d.]+)\)\.$/,
    (id, test) => `Nhắc đến sản phẩm ${id} mà không định nghĩa (phép thử bắt buộc ${test} của CSAF).`,
  ],
  [
    /^The relationships of its product tree run in a circle/,
    () => 'Quan hệ trong cây sản phẩm chạy vòng tròn (phép thử bắt buộc 6.1.3 của CSAF).',
  ],
  [
    /^The relationships of its product tree are chained more than (\d+) deep\.$/,
    (most) => `Quan hệ trong cây sản phẩm nối nhau quá ${most} bậc.`,
  ],
  [/^Its remediations name products millions of times/, () => 'Phần khắc phục nêu sản phẩm hàng triệu lần; tài liệu thật không như vậy.'],
  [
    /^(?:(affected\[\d+\]): )?The version ([^]*) has (\d+) characters; more than (\d+) are not read\.$/,
    (where, version, has, most) => `${where ? `${where}: ` : ''}Phiên bản ${version} có ${has} ký tự; tối đa ${most}.`,
  ],
  [
    /^(affected\[\d+\]): The events of a range stand in no order/,
    (where) => `${where}: Các mốc của một khoảng phiên bản đứng theo thứ tự không hiểu được.`,
  ],
  [/^(\w+): ([^]*) is no moment in RFC 3339\.$/, (key, text) => `${key}: ${text} không phải thời điểm theo RFC 3339.`],
  [/^It does not say which product it is about\./, () => 'Không ghi về sản phẩm nào. Hãy đặt tên tệp theo sản phẩm, ví dụ debian.json.'],
  [/^It says of no release until when it is supported/, () => 'Không ghi hạn hỗ trợ của bản phát hành nào, chỉ ghi ngày phát hành.'],
  [/^(supportEnds\[\d+\]) is about the product of (supportEnds\[\d+\])\.$/, (one, other) => `${one} nói về cùng sản phẩm với ${other}.`],
  [/^(supportEnds\[\d+\]): extendedEndsOn is before endsOn\.$/, (where) => `${where}: extendedEndsOn đứng trước endsOn.`],
  [/^It is not of the form that its format asks for\.$/, () => 'Không đúng dạng mà định dạng yêu cầu.'],
  [/^It is larger than ([\d.,]+ MB), the most that is read of one document\.$/, (most) => `Lớn hơn ${most}, mức tối đa của một tài liệu.`],
  [/^It is an archive within an archive/, () => 'Là tệp nén trong tệp nén, không được mở. Hãy giải nén tệp ngoài trước.'],
  [/^It inflates to more than ([\d.,]+ MB)/, (most) => `Giải nén ra hơn ${most}, mức tối đa của một tệp nén.`],
  [/^It inflates more than (\d+)fold/, (ratio) => `Giải nén ra gấp hơn ${ratio} lần, như tệp nén làm ra để phá máy.`],
  [/^It has (\d+) entries; more than (\d+) are not read\.$/, (has, most) => `Có ${has} mục; tối đa ${most}.`],
  [/^It has the name of an earlier entry/, () => 'Trùng tên với một mục đứng trước trong tệp nén; chỉ nhập mục đầu.'],
  [/^It cannot be unpacked: ([^]*)\.$/, (why) => `Không giải nén được (${why}).`],
  [/^It is encrypted\./, () => 'Bị mã hóa. Hãy giải nén bằng mật khẩu rồi nhập phần bên trong.'],
  [/^It is compressed in a way that is not known here\./, () => 'Nén theo cách chưa hỗ trợ. Hãy giải nén rồi nhập phần bên trong.'],
  [/^There is no such file or folder\.$/, () => 'Không có tệp hay thư mục này.'],
  [/^This user may not read it\./, () => 'Người dùng này không có quyền đọc. Hãy cấp quyền, hoặc nhập bằng người dùng khác.'],
  [/^It is a link; links within folders are not followed\.$/, () => 'Là liên kết; liên kết trong thư mục không được theo.'],
  [/^The system cannot read it \((.*)\)\.$/, (code) => `Hệ điều hành không đọc được (${code}).`],
  [/^It is neither a file nor a folder\.$/, () => 'Không phải tệp cũng không phải thư mục.'],
  [/^It lies deeper than (\d+) folders/, (most) => `Nằm sâu quá ${most} thư mục; phần bên dưới chưa được đọc.`],
  [/^It is no address\./, () => 'Không phải địa chỉ. Hãy viết dạng https://máy-chủ/đường-dẫn.'],
  [/^Addresses of the kind (\S+): are not read/, (scheme) => `Không đọc địa chỉ loại ${scheme}:, chỉ đọc https: và http:.`],
  [/^Names and passwords within addresses are not used\./, () => 'Không dùng tên và mật khẩu trong địa chỉ. Hãy tải về rồi nhập tệp.'],
  [
    /^The server cannot be reached \((.*)\)\. Check/,
    (code) => `Không kết nối được máy chủ (${code}). Hãy kiểm tra địa chỉ, mạng và proxy.`,
  ],
  [
    /^The server sends on to an address that is not followed: ([^]*)$/,
    (address) => `Máy chủ chuyển sang địa chỉ không được theo: ${address}`,
  ],
  [/^The server sends on more than (\d+) times\.$/, (most) => `Máy chủ chuyển tiếp quá ${most} lần.`],
  [/^The server answers (\d+) instead of the document\.$/, (status) => `Máy chủ trả lời ${status} thay vì tài liệu.`],
  [/^The answer is larger than ([\d.,]+ MB)/, (most) => `Nội dung lớn hơn ${most}, mức tối đa của một lần tải.`],
  [/^The server was silent for ([\d.]+) seconds\.$/, (seconds) => `Máy chủ im lặng ${seconds} giây.`],
  [/^The download took longer than ([\d.]+) seconds\.$/, (seconds) => `Tải lâu hơn ${seconds} giây.`],
  [
    /^This bundle of vulnerability data cannot be used: ([^]*)\. What was known/,
    (why) => `Không dùng được gói dữ liệu lỗ hổng này (${why}). Dữ liệu đã có giữ nguyên. Hãy lấy lại gói từ máy chủ thu thập.`,
  ],
  // What a schema finds, with where it stands: last, since it is the least particular.
  [/^([^ ]+|The document): ([^]*)\.$/, (where, why) => `${where === 'The document' ? 'Tài liệu' : where} không đúng dạng (${why}).`],
];
