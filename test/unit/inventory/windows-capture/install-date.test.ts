import { expect, test } from 'vitest';
import { installDate } from '../../../../src/inventory/windows-capture/install-date.ts';

test.for<[string, string[], string | null, string]>([
  ['30-4-2018, 22:22:37', [], '2018-04-30', 'a day above 12 comes first'],
  ['4/30/2018, 10:22:37 PM', [], '2018-04-30', 'a day above 12 comes second'],
  ['2019-03-01, 05:05:05', [], '2019-03-01', 'the year comes first'],
  ['2019/3/1, 5:05:05', [], '2019-03-01', 'the year comes first, without zeros'],
  ['2019. 03. 01., 5:05:05', [], '2019-03-01', 'points and blanks'],
  ['16. 2. 2021, 11:20:27', [], '2021-02-16', 'points and blanks, day first'],
  ['08/08/2016, 09:00:00', [], '2016-08-08', 'day and month are the same'],
  ['10/09/2018, 09:40:53', [], null, 'either may be the day'],
  ['10/09/2018, 09:40:53', ['04/03/2019, 08:34:58', 'HP N11 Ver. 02.17, 08/08/2016'], null, 'no other date tells'],
  ['03/05/2018, 00:31:28', ['07/03/2019, 00:46:33', 'Maker, Inc. V1.2, 21/08/2018'], '2018-05-03', 'another date of the output tells'],
  ['8/9/2014, 12:46:22 PM', ['3/3/2019, 11:04:07 PM', 'Maker 6.00, 4/13/2018'], '2014-08-09', 'another date tells that months come first'],
  ['8/9/2014, 12:46', ['13/3/2019, 11:04', 'Maker, 4/13/2018'], null, 'other dates contradict each other'],
  ['8/9/2014, 12:46', ['13-3-2019, 11:04'], null, 'a date written otherwise tells nothing'],
  ['8/9/14, 12:46', ['13/3/14, 11:04'], null, 'a year of two digits'],
  ['31/2/2020, 12:46', [], null, 'no such day'],
  ['30/4/2561, 22:22:37', [], null, 'years of another calendar'],
  ['1397/12/10, 22:22:37', [], null, 'years of another calendar, first'],
  ['0 Days, 0 Hours', [], null, 'no date'],
  ['', [], null, 'nothing'],
  ['1.16.2.2020', [], null, 'a version'],
  ['2/16/20211, 1:00', [], null, 'too many digits'],
])('%s %j: %s (%s)', ([text, others, date]) => expect(installDate(text, others)).toBe(date));
