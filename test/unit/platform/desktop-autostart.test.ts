import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { desktopAutostart } from '../../../src/platform/desktop-autostart.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('a person turns it on and off, and nothing else of the desktop is touched', () => {
  const home = tempFolder();
  const autostart = desktopAutostart(['/opt/wardwatch/wardwatch-tray'], { XDG_CONFIG_HOME: home }, 'linux');
  expect(autostart?.isOn()).toBe(false);
  autostart?.turn(true);
  autostart?.turn(true);
  expect(autostart?.isOn()).toBe(true);
  const entry = readFileSync(join(home, 'autostart', 'wardwatch.desktop'), 'utf8');
  expect(entry).toContain('Exec="/opt/wardwatch/wardwatch-tray"\n');
  expect(entry.startsWith('[Desktop Entry]\nType=Application\n')).toBe(true);
  autostart?.turn(false);
  expect(existsSync(join(home, 'autostart', 'wardwatch.desktop'))).toBe(false);
});

test.for([
  { name: 'spaces', path: '/opt/Ward Watch/app', written: '"/opt/Ward Watch/app"' },
  { name: 'a field code', path: '/opt/50%f/app', written: '"/opt/50%%f/app"' },
  { name: 'quotes and what a shell would expand', path: '/a"$`b', written: '"/a\\\\"\\\\$\\\\`b"' },
])('a path with $name starts the program and nothing else', ({ path, written }) => {
  const home = tempFolder();
  desktopAutostart([path], { XDG_CONFIG_HOME: home }, 'linux')?.turn(true);
  expect(readFileSync(join(home, 'autostart', 'wardwatch.desktop'), 'utf8')).toContain(`Exec=${written}\n`);
});

test('without a home, or on another system, there is none', () => {
  expect(desktopAutostart(['/x'], {}, 'linux')).toBeNull();
  expect(desktopAutostart(['/x'], { HOME: '/root' }, 'win32')).toBeNull();
});
