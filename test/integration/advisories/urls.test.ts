import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fetchThroughProxy } from '../../../src/advisories/sources/fetch-through-proxy.ts';
import type { RememberedResponse, ResponseMemory } from '../../../src/advisories/sources/response-memory.ts';
import { documentServer } from '../../support/document-server.ts';
import { freePort } from '../../support/free-port.ts';
import { imported } from '../../support/import-documents.ts';
import { osvText } from '../../support/osv-document.ts';
import { zipArchive } from '../../support/zip-archive.ts';

function createMemory(): ResponseMemory {
  const kept = new Map<string, RememberedResponse>();
  return { recall: (url) => kept.get(url) ?? null, remember: (url, response) => void kept.set(url, response) };
}

test.for([
  { name: 'JSON', body: osvText('A-1'), ids: ['A-1'] },
  { name: 'gzip', body: gzipSync(osvText('A-1')), ids: ['A-1'] },
  {
    name: 'zip',
    body: zipArchive([
      { name: 'a', content: osvText('A-1') },
      { name: 'b', content: osvText('B-1') },
    ]),
    ids: ['A-1', 'B-1'],
  },
])('a URL that answers with $name', async ({ body, ids }) => {
  const { url } = await documentServer((_, response) => response.end(body));
  expect((await imported([`${url}/x`])).ids).toEqual(ids);
});

test('what the server calls unchanged is not sent again', async () => {
  const both = zipArchive([
    { name: 'a', content: osvText('A-1') },
    { name: 'b', content: osvText('B-1') },
  ]);
  const { url, requests } = await documentServer((request, response) => {
    const { 'if-none-match': etag, 'if-modified-since': since } = request.headers;
    if (etag === '"1"' && since === 'Wed, 01 May 2024 00:00:00 GMT') response.writeHead(304).end();
    else response.writeHead(200, { etag: '"1"', 'last-modified': 'Wed, 01 May 2024 00:00:00 GMT' }).end(both);
  });
  const memory = createMemory();
  expect(await imported([`${url}/all.zip`], { memory })).toMatchObject({ imported: 2, unchanged: 0 });
  const again = await imported([`${url}/all.zip`], { memory });
  expect(again).toMatchObject({ imported: 0, unchanged: 2, unreadable: [] });
  expect(again.sink.seenAgain).toStrictEqual([`${url}/all.zip`]);
  expect(requests).toHaveLength(2);
});

test('an answer that breaks off is not remembered', async () => {
  const { url } = await documentServer((_, response) => {
    response.writeHead(200, { etag: '"1"', 'content-length': '1000' });
    response.write('{');
    setTimeout(() => response.destroy(), 50);
  });
  const memory = createMemory();
  expect((await imported([`${url}/x`], { memory })).unreadable).toHaveLength(1);
  expect(memory.recall(`${url}/x`)).toBeNull();
});

test('redirects are followed, a few', async () => {
  const { url } = await documentServer((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) response.end(osvText('A-1'));
    else response.writeHead(302, { location: `/${left - 1}` }).end();
  });
  expect((await imported([`${url}/5`])).ids).toEqual(['A-1']);
  expect((await imported([`${url}/6`])).unreadable).toMatchObject([{ reason: expect.stringMatching(/more than 5 times/) }]);
});

test.for(['file:///etc/passwd', 'javascript:1', 'ftp://127.0.0.1/x'])('a redirect to %s is not followed', async (location) => {
  const { url } = await documentServer((_, response) => response.writeHead(301, { location }).end());
  expect((await imported([`${url}/x`])).unreadable).toMatchObject([{ reason: expect.stringMatching(/not followed/) }]);
});

test.for([
  { name: 'is not there', answer: 404, reason: /answers 404/ },
  { name: 'says unchanged without being asked', answer: 304, reason: /answers 304/ },
])('a document that $name', async ({ answer, reason }) => {
  const { url } = await documentServer((_, response) => response.writeHead(answer).end());
  expect((await imported([`${url}/x`])).unreadable).toMatchObject([{ source: `${url}/x`, reason: expect.stringMatching(reason) }]);
});

test('a silent, a slow and an endless answer end', async () => {
  const { url } = await documentServer((request, response) => {
    if (request.url === '/silent') return;
    response.writeHead(200);
    const timer = setInterval(() => response.write(request.url === '/endless' ? Buffer.alloc(100_000, 32) : ' '), 20);
    response.on('close', () => clearInterval(timer));
  });
  const limits = { silentMs: 200, downloadMs: 600, downloadBytes: 1_000_000 };
  const read = await imported([`${url}/silent`, `${url}/slow`, `${url}/endless`], { limits });
  expect(read.unreadable.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/silent for 0.2 seconds/),
    expect.stringMatching(/longer than 0.6 seconds/),
    expect.stringMatching(/larger than 1 MB/),
  ]);
});

test('a download can be cancelled', async () => {
  const stop = new AbortController();
  const { url } = await documentServer(() => stop.abort());
  await expect(imported([`${url}/x`], { signal: stop.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('a server that is not there is told', async () => {
  expect((await imported([`http://127.0.0.1:${await freePort()}/x`])).unreadable).toMatchObject([
    { reason: expect.stringMatching(/ECONNREFUSED/) },
  ]);
});

test('a password in an address is not used, and not shown', async () => {
  const { url, requests } = await documentServer((_, response) => response.end(osvText('A-1')));
  const read = await imported([`${url.replace('//', '//an:secret@')}/x`]);
  expect(read.unreadable).toEqual([{ source: `${url}/x`, reason: expect.stringMatching(/not used/) }]);
  expect(requests).toEqual([]);
});

test('a proxy that the environment names is used, but not for the hosts that it leaves out', async () => {
  const target = await documentServer((_, response) => response.end(osvText('A-1')));
  const proxied: string[] = [];
  const proxy = await documentServer((_, response) => response.writeHead(500).end());
  const tunnel = await tunnelServer((host) => proxied.push(host));
  const fetch = fetchThroughProxy({ http_proxy: tunnel });
  expect((await imported([`${target.url}/x`], { fetch })).ids).toEqual(['A-1']);
  expect(proxied).toEqual([target.url.replace('http://', '')]);
  const around = fetchThroughProxy({ HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' });
  expect((await imported([`${target.url}/x`], { fetch: around })).ids).toEqual(['A-1']);
  expect(proxy.requests).toEqual([]);
});

test('a proxy that is no address is told', async () => {
  await expect(imported(['http://127.0.0.1:1/x'], { fetch: fetchThroughProxy({ HTTPS_PROXY: 'not an address' }) })).rejects.toMatchObject({
    code: 'CONFIGURATION_INVALID',
  });
});

/** A proxy that opens tunnels (CONNECT) and tells to where. */
async function tunnelServer(told: (host: string) => void): Promise<string> {
  const { createServer } = await import('node:http');
  const { onTestFinished } = await import('vitest');
  const server = createServer((request, response) => {
    told(new URL(request.url ?? '').host);
    const sent = connect(Number(new URL(request.url ?? '').port), '127.0.0.1', () => {
      sent.write(`GET ${new URL(request.url ?? '').pathname} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    });
    sent.pipe(response.socket ?? sent);
  });
  server.on('connect', (request, socket) => {
    told(request.url ?? '');
    const [host = '', port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}
