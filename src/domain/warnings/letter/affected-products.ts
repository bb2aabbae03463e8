import { mostProducts } from '../warning.ts';
import type { FoldedText } from './folded-text.ts';
import { proposal } from './letterhead.ts';
import type { Proposal } from './reading.ts';

const update = /(?<![a-z\d])kb[ ]?-?[ ]?\n?[ ]{0,20}(\d{6,7})(?!\d)/g;
const list =
  /(?:(?:san pham|phien ban|he dieu hanh|phan mem)?[ ]?(?:bi[ ])?anh huong|san pham)[ ]{0,3}:[ \n]{0,20}((?:[^.\n]|\.(?=\d)){2,400})/g;
/** Families that letters warn of again and again; release and edition behind them belong to the name. */
const families =
  /(?<![a-z\d])(?:(?:microsoft[ ])?windows[ ](?:server[ ])?(?:20\d\d(?:[ ]r2)?|1[01]|7|8\.1|8)(?!\d)|(?:microsoft[ ])?(?:exchange server|sharepoint server|sharepoint|office|outlook|word|excel|defender|sql server|\.net framework|edge)(?:[ ](?:20\d\d|365))?|fortios|fortigate|fortimanager|fortiweb|pan-os|cisco[ ](?:ios xe|asa|ise)|vmware[ ](?:esxi|vcenter(?:[ ]server)?|workstation)|citrix[ ]netscaler|netscaler[ ](?:adc|gateway)|google[ ]chrome|mozilla[ ]firefox|firefox|adobe[ ](?:acrobat|reader|coldfusion)|apache[ ](?:tomcat|log4j|struts(?:[ ]2)?|http server|ofbiz|activemq)|log4j|oracle[ ]weblogic(?:[ ]server)?|atlassian[ ]confluence|confluence|zimbra(?:[ ]collaboration)?|ivanti[ ](?:connect secure|endpoint manager)|moveit(?:[ ]transfer)?|winrar|7-zip|openssl|openssh|sudo|linux kernel|php|wordpress|veeam[ ]backup(?:[ ]& replication)?|teamviewer|anydesk|ultraviewer)(?![a-z\d])/g;

/** Updates, what stands behind "ảnh hưởng:", and names of well-known products. Each once, as the letter writes it. */
export function readProducts(letter: FoldedText): readonly Proposal<string>[] {
  const found = new Map<string, Proposal<string>>();
  const take = (value: string, start: number, end: number): void => {
    const key = value.toLowerCase();
    if (value !== '' && value.length <= 200 && found.size < mostProducts && !found.has(key))
      found.set(key, proposal(letter, start, end, value, []));
  };
  for (const { 0: words, 1: digits, index } of letter.plain.matchAll(update)) take(`KB${digits}`, index, index + words.length);
  for (const listed of letter.plain.matchAll(list)) {
    const names = listed[1] ?? '';
    const start = listed.index + listed[0].length - names.length;
    for (const { 0: name, index } of names.matchAll(/[^,;]+/g)) {
      const lead = name.length - name.trimStart().length;
      const [from, to] = [start + index + lead, start + index + name.trimEnd().length];
      if (/\p{L}/u.test(name) && !/cve/.test(name)) take(letter.wordsOf(from, to), from, to);
    }
  }
  for (const { 0: words, index } of letter.plain.matchAll(families))
    take(letter.wordsOf(index, index + words.length), index, index + words.length);
  return [...found.values()];
}
