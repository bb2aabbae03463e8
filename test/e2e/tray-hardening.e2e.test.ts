import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { freePort } from '../support/free-port.ts';
import { type ContractAgent, createContractAgent } from './tray/contract-agent.ts';
import { lacksDesktop } from './tray/needs.ts';
import { type RunningTray, setTrayStage, type TrayStage } from './tray/tray-stage.ts';

describe.skipIf(lacksDesktop)('what a page in the window can never do', () => {
  let stage: TrayStage;
  let agent: ContractAgent;
  let tray: RunningTray;
  let page: Page;
  beforeAll(async () => {
    stage = await setTrayStage();
    agent = createContractAgent(stage.folder());
    await agent.start();
    tray = await stage.start({ socket: agent.path });
    page = await tray.openDashboard();
  });
  afterAll(async () => {
    await stage.close();
    await agent.stop();
  });
  const refusal = (script: string): Promise<unknown> =>
    page.evaluate(`(async () => { try { return await (${script}); } catch (error) { return error.name; } })()`);

  test('reach Node or Electron: it has a bridge of two functions and nothing else', async () => {
    expect(await page.evaluate('[typeof require, typeof process, typeof module, typeof Buffer, typeof global]')).toEqual(
      Array(5).fill('undefined'),
    );
    expect(await page.evaluate('Object.keys(window.wardwatch)')).toEqual(['call', 'listen']);
    const preferences = await tray.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((one) => {
        const read: unknown = Reflect.get(one, 'getLastWebPreferences'); // there, but not declared
        return typeof read === 'function' ? Reflect.apply(read, one, []) : 'unreadable';
      }),
    );
    expect(preferences).toEqual([
      expect.objectContaining({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true }),
    ]);
  });

  test('call more of the agent than it shows, or send what is no request', async () => {
    const asked = agent.calls.length;
    const say = (message: string): Promise<unknown> => page.evaluate(`window.wardwatch.call(${message})`);
    expect(await say('{ id: 7, call: "upload", request: {} }')).toMatchObject({ id: 7, error: { code: 'LOCAL_CALL_INVALID' } });
    expect(await say('{ id: 8, call: "findings", request: { limit: -1 } }')).toMatchObject({
      id: 8,
      error: { code: 'LOCAL_CALL_INVALID' },
    });
    expect(await say('"garbage"')).toMatchObject({ id: 0, error: { code: 'LOCAL_CALL_INVALID' } });
    expect(await say('{ id: 9, call: "status", request: {}, more: 1 }')).toMatchObject({ error: { code: 'LOCAL_CALL_INVALID' } });
    expect(agent.calls.slice(asked).filter((call) => call !== 'status' && call !== 'findings')).toEqual([]);
    expect(await say('{ id: 10, call: "status", request: {} }')).toMatchObject({ id: 10, response: { agentVersion: '0.1.0' } });
  });

  test('go to another address, open a window or frame another page', async () => {
    const address = page.url();
    await page.evaluate('void (window.location.href = "https://example.com/")');
    await page.evaluate('void (window.location.href = "file:///etc/passwd")');
    expect(await page.evaluate('window.open("https://example.com/")')).toBeNull();
    expect(await page.evaluate('window.open("app://tray/index.html")')).toBeNull();
    await page.waitForTimeout(300);
    expect(page.url()).toBe(address);
    expect(tray.app.windows()).toHaveLength(1);
  });

  test('reach the network: neither the page nor the application around it asks anything of a server', async () => {
    const heard: string[] = [];
    const port = await freePort();
    const server = createServer((request, response) => {
      heard.push(request.url ?? '');
      response.end();
    }).listen(port, '127.0.0.1');
    expect(await refusal(`fetch("http://127.0.0.1:${port}/page")`)).toBe('TypeError');
    await page.evaluate(`void (new Image().src = "http://127.0.0.1:${port}/image")`);
    const loaded = await tray.app.evaluate(
      ({ session }, address) =>
        session
          .fromPartition('pages')
          .fetch(address)
          .then(
            () => true,
            () => false,
          ),
      `http://127.0.0.1:${port}/main`,
    );
    expect(loaded).toBe(false);
    await page.waitForTimeout(300);
    expect(heard).toEqual([]);
    server.close();
  });

  test('run code made at run time, or markup with a script in it', async () => {
    // From a script of the page: what a test evaluates is not under the policy of the page.
    const policy = z
      .string()
      .parse(await page.evaluate('fetch(location.href).then((page) => page.headers.get("content-security-policy"), () => "unreadable")'));
    expect(policy).toBe('unreadable'); // not even its own files: there is no connect-src
    const header = await tray.app.evaluate(({ session }) =>
      session
        .fromPartition('pages')
        .fetch('app://tray/index.html')
        .then((answer) => answer.headers.get('content-security-policy')),
    );
    expect(header).toContain("default-src 'none'");
    expect(header).not.toMatch(/unsafe|https?:|\*/);
    expect(
      await page.evaluate(
        'new Promise((resolve) => { document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), { once: true }); const script = document.createElement("script"); try { script.text = "window.broken = true"; document.head.append(script); } catch { resolve("trusted types"); } })',
      ),
    ).toMatch(/script-src|trusted types/);
    expect(await page.evaluate('window.broken')).toBeUndefined();
  });

  test('have a permission, whatever it asks for', async () => {
    expect(await refusal('Notification.requestPermission()')).toBe('denied');
    expect(await refusal('navigator.mediaDevices.getUserMedia({ audio: true })')).toMatch(/NotAllowedError|NotFoundError/);
    expect(await refusal('navigator.permissions.query({ name: "geolocation" }).then(({ state }) => state)')).toBe('denied');
    expect(await refusal('navigator.clipboard.readText()')).toBe('NotAllowedError');
  });

  test('read a file that is not part of the window', async () => {
    const status = (address: string): Promise<number> =>
      tray.app.evaluate(
        ({ session }, asked) =>
          session
            .fromPartition('pages')
            .fetch(asked)
            .then((answer) => answer.status),
        address,
      );
    expect(await status('app://tray/index.html')).toBe(200);
    for (const address of [
      'app://tray/../electron/main.js',
      'app://tray/%2e%2e/electron/main.js',
      'app://tray/..%2felectron%2fmain.js',
      'app://tray/%',
      'app://other/index.html',
      'app://tray/',
      'app://tray/nothing.js',
    ])
      expect(await status(address), address).toBe(404);
  });
});
