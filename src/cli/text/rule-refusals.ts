import type { RefusalCode, RuleRefusal } from '../../domain/sigma/rule-refusal.ts';
import type { Language } from '../../domain/words/language.ts';

type Reasons = Readonly<Record<RefusalCode, (subject: string) => string>>;

const en: Reasons = {
  unreadable: (code) => `cannot be read (${code})`,
  'too-large': (limit) => `is more than ${limit}`,
  'too-much': (limit) => `all rules together are more than ${limit}; this and the rest are left out`,
  'not-yaml': (problem) => `is not YAML as it is read here: ${problem}`,
  'not-a-rule': (problem) => `is not a Sigma rule: ${problem}`,
  'duplicate-id': (id) => `another rule has the id ${id}`,
  correlation: () => 'is a correlation of several events',
  'filter-rule': () => 'is a filter for other rules',
  'rule-collection': () => 'is part of a collection of the old form',
  'not-in-use': (status) => `its authors call it ${status}`,
  taxonomy: (name) => `is written in the taxonomy ${name}`,
  scope: (scope) => `is meant for ${scope} only, which cannot be told here`,
  timeframe: () => 'asks how often something happened within a time',
  aggregation: (condition) => `its condition counts events: ${condition}`,
  condition: (condition) => `its condition is not understood: ${condition}`,
  'search-missing': (name) => `its condition names ${name}, which is not there`,
  'modifier-unknown': (name) => `the modifier ${name} is not known here`,
  'modifier-combination': (key) => `modifiers that do not go together: ${key}`,
  value: (value) => `a value that does not suit its modifiers: ${value}`,
  placeholder: (name) => `nothing says what ${name} stands for`,
  'regular-expression': (expression) => `a regular expression that cannot be searched in bounded time: ${expression}`,
  keywords: () => 'searches whole lines of a log',
  'log-source': (source) => `is about a log that is not read here: ${source}`,
  'event-not-told': (event) => `asks for an event that is not told here: ${event}`,
  'field-not-told': (field) => `asks for ${field}, which a change does not tell`,
};

const vi: Reasons = {
  unreadable: (code) => `không đọc được (${code})`,
  'too-large': (limit) => `vượt quá ${limit}`,
  'too-much': (limit) => `toàn bộ các luật vượt quá ${limit}; luật này và phần còn lại bị bỏ qua`,
  'not-yaml': (problem) => `không phải YAML đọc được ở đây: ${problem}`,
  'not-a-rule': (problem) => `không phải luật Sigma: ${problem}`,
  'duplicate-id': (id) => `một luật khác đã có mã ${id}`,
  correlation: () => 'là luật tương quan nhiều sự kiện',
  'filter-rule': () => 'là bộ lọc cho luật khác',
  'rule-collection': () => 'thuộc tập luật kiểu cũ',
  'not-in-use': (status) => `tác giả ghi trạng thái ${status}`,
  taxonomy: (name) => `dùng bộ tên trường ${name}`,
  scope: (scope) => `chỉ dành cho ${scope}, ở đây không xác định được`,
  timeframe: () => 'đếm số lần xảy ra trong một khoảng thời gian',
  aggregation: (condition) => `điều kiện đếm sự kiện: ${condition}`,
  condition: (condition) => `không hiểu điều kiện: ${condition}`,
  'search-missing': (name) => `điều kiện nhắc đến ${name} nhưng không có`,
  'modifier-unknown': (name) => `không biết bổ từ ${name}`,
  'modifier-combination': (key) => `các bổ từ không dùng chung được: ${key}`,
  value: (value) => `giá trị không hợp với bổ từ: ${value}`,
  placeholder: (name) => `không rõ ${name} thay cho gì`,
  'regular-expression': (expression) => `biểu thức chính quy không tìm được trong thời gian có giới hạn: ${expression}`,
  keywords: () => 'tìm trong cả dòng nhật ký',
  'log-source': (source) => `thuộc nhật ký không được đọc ở đây: ${source}`,
  'event-not-told': (event) => `cần sự kiện không có ở đây: ${event}`,
  'field-not-told': (field) => `cần trường ${field}, thay đổi trên máy không cho biết`,
};

const reasons: Readonly<Record<Language, Reasons>> = { en, vi };

/** Why a rule is not used, to go behind its name. */
export const refusalText = (language: Language, { code, subject }: RuleRefusal): string => reasons[language][code](subject);
