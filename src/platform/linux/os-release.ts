import { hostname, release } from 'node:os';
import type { OsRelease } from '../../domain/facts.ts';
import type { HostFiles } from '../host.ts';

/** Values of os-release(5) by name, without their quotes. */
export function readOsReleaseFile(files: HostFiles): ReadonlyMap<string, string> {
  const reading = ['/etc/os-release', '/usr/lib/os-release']
    .map((path) => files.readText(path, 64 * 1024))
    .find(({ status }) => status === 'read');
  return parseOsRelease(reading?.status === 'read' ? reading.value : '');
}

/** Pure. */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/^([A-Z][A-Z0-9_]*)=(["']?)(.*)\2\s*$/gm)].map(([, name = '', , value = '']) => [name, value]));
}

export function readOsRelease(files: HostFiles): OsRelease {
  const values = readOsReleaseFile(files);
  const dmi = (name: string): string | null => {
    const reading = files.readText(`/sys/class/dmi/id/${name}`, 4096);
    return (reading.status === 'read' && reading.value.trim()) || null;
  };
  return {
    hostname: hostname(),
    name: values.get('NAME') ?? 'Linux',
    version: values.get('VERSION_ID') ?? '',
    kernel: release(),
    arch: process.arch,
    manufacturer: dmi('sys_vendor'),
    model: dmi('product_name'),
  };
}
