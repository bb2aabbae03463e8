import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApiToken } from '../../../src/collector/administration.ts';
import { warningDetail } from '../../../src/contracts/warnings.ts';
import { type Role, roles } from '../../../src/domain/access/roles.ts';
import { temporaryFolder } from '../../fixtures/collector/collector-under-test.ts';
import { personWith } from '../../fixtures/collector/people.ts';
import { theCve, type TwoUnits, twoUnits, type UnitWithMachines } from '../../fixtures/collector/two-units.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
interface Asked {
  readonly url: string;
  readonly payload?: object | Buffer;
  readonly headers?: Record<string, string>;
}
interface Cell {
  /** Who gets in; 'nobody-special' is no part of the matrix of roles. */
  readonly roles: readonly Role[];
  /** What is asked for when it is about this unit. */
  readonly ask: (of: UnitWithMachines, all: TwoUnits) => readonly Asked[];
  /** What people of a unit get for that of another: a refusal, or a list without it. */
  readonly elsewhere: 403 | 404 | 'own-only';
}

const readingRoles = roles;
const departmentAdministrator: readonly Role[] = ['department-administrator'];
const administrators: readonly Role[] = ['department-administrator', 'unit-administrator'];
const at = (path: string) => `/api/v1${path}`;
const letter = (number: string) => ({
  number,
  issuer: 'Cục A',
  issuedOn: '2026-11-12',
  title: 'Lỗ hổng',
  cves: [{ cve: theCve, impact: 'critical' }],
  products: ['openssl'],
  effect: '',
  isExploited: false,
  deadline: null,
});
const list = (path: string) => () => [{ url: at(path) }];
const files = [{ name: 'systeminfo.txt', content: Buffer.from('no capture').toString('base64') }];
const ofUnit = { elsewhere: 'own-only', roles: readingRoles } as const;

const cells: Readonly<Record<string, Cell>> = {
  'GET /api/v1/units': { ...ofUnit, ask: list('/units') },
  'GET /api/v1/endpoints': { ...ofUnit, elsewhere: 403, ask: ({ unitId }) => [{ url: at(`/endpoints?unitId=${unitId}`) }] },
  'GET /api/v1/endpoints/:endpointId': { ...ofUnit, elsewhere: 404, ask: ({ endpointId }) => [{ url: at(`/endpoints/${endpointId}`) }] },
  'GET /api/v1/endpoints/:endpointId/sections/:name': {
    ...ofUnit,
    elsewhere: 404,
    ask: ({ endpointId }) => [{ url: at(`/endpoints/${endpointId}/sections/inventory`) }],
  },
  'GET /api/v1/findings': {
    ...ofUnit,
    ask: ({ endpointId }) => [{ url: at('/findings') }, { url: at(`/findings?endpointId=${endpointId}`) }],
  },
  'GET /api/v1/summaries': { ...ofUnit, ask: list('/summaries') },
  'GET /api/v1/warnings': { ...ofUnit, ask: list('/warnings') },
  'GET /api/v1/warnings/ranking': { ...ofUnit, ask: list('/warnings/ranking') },
  'GET /api/v1/warnings/:warningId': { ...ofUnit, ask: (_, { warningId }) => [{ url: at(`/warnings/${warningId}`) }] },
  'GET /api/v1/warnings/:warningId/machines': {
    ...ofUnit,
    elsewhere: 403,
    ask: ({ unitId }, { warningId }) => [{ url: at(`/warnings/${warningId}/machines?unitId=${unitId}`) }],
  },
  'GET /api/v1/warnings/:warningId/export': {
    ...ofUnit,
    ask: (_, { warningId }) =>
      ['format=csv&table=units', 'format=csv&table=machines', 'format=xlsx'].map((query) => ({
        url: at(`/warnings/${warningId}/export?${query}`),
      })),
  },
  'GET /api/v1/warnings/:warningId/attachments/:digest': {
    ...ofUnit,
    ask: (_, { warningId, attachment }) => [{ url: at(`/warnings/${warningId}/attachments/${attachment}`) }],
  },
  'GET /api/v1/imported-machines': { ...ofUnit, elsewhere: 403, ask: ({ unitId }) => [{ url: at(`/imported-machines?unitId=${unitId}`) }] },
  'GET /api/v1/vulnerability-data': { ...ofUnit, ask: list('/vulnerability-data') },
  'GET /api/v1/people': { roles: ['department-administrator', 'auditor'], elsewhere: 403, ask: list('/people') },
  'GET /api/v1/audit': { roles: ['department-administrator', 'auditor'], elsewhere: 403, ask: list('/audit') },
  'GET /metrics': { roles: ['department-administrator', 'department-viewer', 'auditor'], elsewhere: 403, ask: () => [{ url: '/metrics' }] },
  'POST /api/v1/warnings': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: () => [{ url: at('/warnings'), payload: letter(`${Math.floor(Math.random() * 1e9)}/X`) }],
  },
  'PUT /api/v1/warnings/:warningId': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: (_, { warningId }) => [{ url: at(`/warnings/${warningId}`), payload: letter('100/CATTT-TTGS') }],
  },
  'PUT /api/v1/warnings/:warningId/state': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: (_, { warningId }) => [{ url: at(`/warnings/${warningId}/state`), payload: { state: 'open' } }],
  },
  'POST /api/v1/warnings/proposals': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: () => [{ url: at('/warnings/proposals'), payload: { text: theCve } }],
  },
  'PUT /api/v1/warnings/:warningId/attachments': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: (_, { warningId }) => [
      {
        url: at(`/warnings/${warningId}/attachments?name=b.pdf`),
        payload: Buffer.from('%PDF-1.7'),
        headers: { 'content-type': 'application/octet-stream' },
      },
    ],
  },
  'POST /api/v1/imported-machines/readings': {
    roles: administrators,
    elsewhere: 'own-only',
    ask: () => [{ url: at('/imported-machines/readings'), payload: { files } }],
  },
  'POST /api/v1/imported-machines': {
    roles: administrators,
    elsewhere: 403,
    ask: ({ unitId }) => [{ url: at('/imported-machines'), payload: { files, unitId } }],
  },
  'POST /api/v1/people': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: ({ unitId }) => [
      { url: at('/people'), payload: { login: `p-${randomUUID().slice(0, 8)}`, name: 'Một người', role: 'unit-viewer', unitId } },
    ],
  },
  'POST /api/v1/people/:personId/reset': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: ({ person }) => [{ url: at(`/people/${person.personId}/reset`) }],
  },
  'POST /api/v1/people/:personId/disable': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: ({ person }) => [{ url: at(`/people/${person.personId}/disable`) }],
  },
  'PUT /api/v1/people/:personId': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: ({ person, unitId }) => [
      { url: at(`/people/${person.personId}`), payload: { name: 'Nguyễn Thị Lan', role: 'unit-viewer', unitId } },
    ],
  },
  'POST /api/v1/people/:personId/second-factor-reset': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: ({ person }) => [{ url: at(`/people/${person.personId}/second-factor-reset`) }],
  },
  'PUT /api/v1/people/:personId/identity': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: ({ person }) => [{ url: at(`/people/${person.personId}/identity`), payload: { subject: person.personId } }],
  },
  'DELETE /api/v1/people/:personId/identity': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: ({ person }) => [{ url: at(`/people/${person.personId}/identity`) }],
  },
  'POST /api/v1/endpoints/:endpointId/retirement': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: ({ endpointId }) => [{ url: at(`/endpoints/${endpointId}/retirement`), payload: { reason: 'đã thanh lý' } }],
  },
  'POST /api/v1/endpoints/:endpointId/approval': {
    roles: departmentAdministrator,
    elsewhere: 403,
    ask: ({ endpointId }) => [{ url: at(`/endpoints/${endpointId}/approval`), payload: { reason: 'đã kiểm tra' } }],
  },
};

/** For whoever is signed in, whatever their role: about themselves alone. */
const oneself = [
  'GET /api/v1/session',
  'GET /api/v1/account',
  'PUT /api/v1/account/password',
  'POST /api/v1/account/totp',
  'PUT /api/v1/account/totp',
  'PUT /api/v1/account/recovery-codes',
  'POST /api/v1/account/passkeys/proposal',
  'POST /api/v1/account/passkeys',
  'POST /api/v1/account/passkeys/:passkeyId/removal',
  'DELETE /api/v1/account/sessions',
  'DELETE /api/v1/account/sessions/:sessionId',
];
/** For everybody, or by a proof of their own: the signature of an endpoint, a password, a token. */
const withoutRole = [
  'DELETE /api/v1/session',
  'POST /api/v1/session',
  'POST /api/v1/session/password',
  'POST /api/v1/session/first-password',
  'GET /api/v1/session/ways',
  'GET /api/v1/session/provider',
  'GET /api/v1/session/provider/callback',
  'POST /api/v1/session/passkey/request',
  'POST /api/v1/session/passkey',
  'POST /api/v1/enrol',
  'POST /api/v1/agent/feed',
  'POST /api/v1/agent/summaries',
  'POST /api/v1/agent/heartbeats',
  'POST /api/v1/agent/policy',
  'POST /api/v1/agent/clone',
  'POST /api/v1/agent/key',
  'PUT /api/v1/agent/sections/:digest',
  'GET /health',
  'GET /ready',
  'GET /*',
];

function consoleFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>console</title>');
  return folder;
}

const isOfUnit = (role: Role): boolean => role.startsWith('unit-');
const elsewhereAddress = '10.9.8.7'; // metrics are open to the machine itself

function methodOf(route: string): Method {
  const [method] = route.split(' ');
  if (method === 'GET' || method === 'POST' || method === 'PUT' || method === 'DELETE') return method;
  throw new Error(`The matrix does not know the method of ${route}.`);
}

test('every route of the app has its place in the matrix', async () => {
  const { routes } = await twoUnits(consoleFolder());
  const found = new Set(
    routes.filter(({ method, url }) => method !== 'HEAD' && !url.startsWith('/api/docs')).map(({ method, url }) => `${method} ${url}`),
  );
  expect([...found].toSorted()).toEqual([...Object.keys(cells), ...oneself, ...withoutRole].toSorted());
});

test('role × route × unit: nobody gets further than their role, and no answer tells of another unit', async () => {
  const all = await twoUnits(consoleFolder());
  const { app, own, other } = all;
  const wrong: string[] = [];
  let asked = 0;
  for (const role of roles) {
    const { cookies } = await personWith(all, role, { unitId: isOfUnit(role) ? own.unitId : null });
    for (const [route, cell] of Object.entries(cells))
      for (const of of [own, other])
        for (const request of cell.ask(of, all)) {
          const answer = await app.inject({ ...request, method: methodOf(route), cookies, remoteAddress: elsewhereAddress });
          asked += 1;
          const isOther = isOfUnit(role) && of === other;
          const { statusCode: status, body } = answer;
          const where = `${role} ${of === own ? 'own' : 'other'} ${route}: ${status}`;
          if (!cell.roles.includes(role)) {
            if (status !== 403) wrong.push(`${where}, not 403`);
          } else if (isOther && cell.elsewhere !== 'own-only') {
            if (status !== cell.elsewhere) wrong.push(`${where}, not ${cell.elsewhere}`);
          } else if (status >= 400 && status !== 422) wrong.push(`${where}: ${body.slice(0, 200)}`);
          if (isOfUnit(role)) for (const mark of other.marks) if (body.includes(mark)) wrong.push(`${where} tells ${mark}`);
        }
  }
  expect(wrong).toEqual([]);
  expect(asked).toBe(roles.length * 2 * (Object.keys(cells).length + 1 + 2));
});

test('who may see it does see it: the matrix is not empty', async () => {
  const all = await twoUnits(consoleFolder());
  const { own, other, warningId } = all;
  const read = async (role: Role, url: string): Promise<string> => {
    const { cookies } = await personWith(all, role, { unitId: isOfUnit(role) ? own.unitId : null });
    return (await all.app.inject({ url: at(url), cookies })).body;
  };
  for (const path of ['/units', '/endpoints', '/findings', '/summaries', `/warnings/${warningId}/machines`, '/imported-machines']) {
    expect(await read('unit-viewer', path), path).toContain('sonla');
    const department = await read('department-viewer', path);
    expect([department.includes('sonla'), department.includes('hagiang')], path).toEqual([true, true]);
  }
  const figures = (body: string) => warningDetail.parse(JSON.parse(body)).warning.figures.total;
  expect(figures(await read('unit-viewer', `/warnings/${warningId}`))).toBe(2);
  expect(figures(await read('auditor', `/warnings/${warningId}`))).toBe(4);
  expect(await read('auditor', `/endpoints/${other.endpointId}`)).toContain('hagiang');
});

test.for(Object.keys(cells))('%s is closed to a stranger, and to who has not set up the second factor', async (route) => {
  const all = await twoUnits(consoleFolder());
  const { cookies } = await personWith(all, 'department-administrator', { hasTotp: false });
  for (const request of cells[route]?.ask(all.own, all) ?? []) {
    const ask = { ...request, method: methodOf(route), remoteAddress: elsewhereAddress };
    expect((await all.app.inject(ask)).statusCode).toBe(route === 'GET /metrics' ? 403 : 401);
    expect((await all.app.inject({ ...ask, cookies })).statusCode).toBe(403);
  }
});

test.for(oneself)('%s is closed to a stranger and to an API token', async (route) => {
  const { app, dataFolder, configuration, clock } = await twoUnits(consoleFolder());
  const { token } = await createApiToken({ dataFolder, configuration, validMs: 1000, clock });
  const [, path = ''] = route.split(' ');
  const ask = { method: methodOf(route), url: path.replace(/:(session|passkey)Id/, randomUUID()), payload: {} };
  expect((await app.inject(ask)).statusCode).toBe(401);
  expect((await app.inject({ ...ask, headers: { authorization: `Bearer ${token}` } })).statusCode).toBe(401);
});

test('API tokens: scope × route × unit', async () => {
  const all = await twoUnits(consoleFolder());
  const { app, dataFolder, configuration, clock, own, other, warningId } = all;
  const paths = {
    '/api/v1/units': ['read:endpoints'],
    '/api/v1/endpoints': ['read:endpoints'],
    [`/api/v1/endpoints/${own.endpointId}`]: ['read:endpoints', 'read:findings'],
    '/api/v1/findings': ['read:findings'],
    '/api/v1/summaries': ['read:summaries'],
    [`/api/v1/warnings/${warningId}`]: ['read:warnings'],
    '/api/v1/imported-machines': ['read:warnings'],
    '/api/v1/audit': ['read:audit'],
    '/metrics': ['metrics'],
  };
  const given = [
    ['read:endpoints'],
    ['read:findings'],
    ['read:endpoints', 'read:findings'],
    ['read:summaries'],
    ['read:warnings'],
    ['read:audit'],
    ['metrics'],
  ] as const;
  for (const scopes of given)
    for (const unitName of [undefined, 'Trạm Y tế sonla']) {
      if (unitName !== undefined && scopes.some((scope) => scope === 'metrics' || scope === 'read:audit')) continue;
      const { token } = await createApiToken({
        dataFolder,
        configuration,
        validMs: 60_000,
        clock,
        scopes,
        ...(unitName ? { unitName } : {}),
      });
      const headers = { authorization: `Bearer ${token}` };
      for (const [url, needs] of Object.entries(paths)) {
        const answer = await app.inject({ url, headers, remoteAddress: elsewhereAddress });
        const isAllowed = needs.every((need) => scopes.some((scope) => scope === need));
        expect(answer.statusCode, `${url} with ${scopes.join(' ')}`).toBe(isAllowed ? 200 : 403);
        if (unitName) for (const mark of other.marks) expect(answer.body).not.toContain(mark);
      }
      expect((await app.inject({ method: 'POST', url: at('/people'), headers, payload: {} })).statusCode).toBe(403);
    }
  const wide = { dataFolder, configuration, validMs: 1, clock, scopes: ['metrics'], unitName: 'Trạm Y tế sonla' } as const;
  await expect(createApiToken(wide)).rejects.toMatchObject({ code: 'USAGE' });
});
