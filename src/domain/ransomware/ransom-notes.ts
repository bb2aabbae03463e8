/**
 * File names under which ransom notes were left, by family. From public advisories: CISA #StopRansomware AA23-165A (LockBit), AA21-265A
 * (Conti), AA22-223A (Zeppelin), AA23-353A (ALPHV BlackCat), AA23-061A (Royal), AA22-321A (Hive), AA24-109A (Akira), AA23-319A
 * (Rhysida); ATT&CK S0366 (WannaCry), S0446 (Ryuk), S0496 (REvil).
 */
const notes: readonly RegExp[] = [
  /^@?please_read_me@?\.txt$/i,
  /^ryukreadme\.(txt|html)$/i,
  /^restore-my-files\.txt$/i,
  /^[a-z0-9]{5,10}\.readme\.txt$/i,
  /^[a-z0-9]{5,10}-readme\.txt$/i,
  /^recover-[a-z0-9]{5,10}-files\.(txt|html)$/i,
  /^how_to_decrypt\.(txt|html)$/i,
  /^how[_ -]to[_ -](decrypt|recover|restore)[_ -]?(your[_ -])?files?\.(txt|html|hta)$/i,
  /^(decrypt|recovery?|restore)[_ -]?(instructions?|files|info|my[_ -]files)\.(txt|html|hta)$/i,
  /^(akira_readme|criticalbreachdetected|readme_for_decrypt|readme\.blackbyte|_readme)\.(txt|pdf|html)$/i,
  /^!{2,}.{0,12}(read|decrypt|recover|restore).{0,24}\.(txt|html|hta)$/i,
];

export const isRansomNote = (name: string): boolean => notes.some((pattern) => pattern.test(name));
