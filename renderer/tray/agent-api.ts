import type { z } from 'zod';
import type { ErrorCode } from '../../src/base/app-error.ts';
import {
  type AgentStatus,
  agentStatus,
  type exposureAnswer,
  type LocalCall,
  localAnswer,
  type settleFindings,
} from '../../src/contracts/local-api.ts';
import type { ScanEvent } from '../../src/contracts/scan-event.ts';
import type { Bridge } from './bridge.ts';

export type SettleRequest = z.infer<typeof settleFindings.request>;

export type ExposureAnswer = z.infer<typeof exposureAnswer>;

export type Answer<Value> = { readonly status: 'ok'; readonly value: Value } | { readonly status: 'failed'; readonly code: string };

/** What the application tells by itself. */
export type AgentNews =
  | { readonly kind: 'status'; readonly answer: Answer<AgentStatus> }
  | { readonly kind: 'progress'; readonly event: ScanEvent };

/** Asks the agent, or the application; every answer is held against its contract before anyone uses it. Never rejects. */
export type Ask = <Request, Response>(spec: LocalCall<Request, Response>, request: Request) => Promise<Answer<Response>>;

/** The agent as the page sees it. */
export interface AgentApi {
  readonly ask: Ask;
  listen(hear: (news: AgentNews) => void): void;
}

const notUnderstood = { status: 'failed', code: 'LOCAL_CALL_INVALID' satisfies ErrorCode } as const;

export function createAgentApi(bridge: Bridge): AgentApi {
  let lastId = 0;
  return {
    async ask(spec, request) {
      lastId += 1;
      return readAnswer(spec.response, await bridge.call({ id: lastId, call: spec.name, request }));
    },
    listen: (hear) =>
      bridge.listen((raw) => {
        const message = localAnswer.safeParse(raw);
        if (message.success && 'progress' in message.data) hear({ kind: 'progress', event: message.data.progress });
        else hear({ kind: 'status', answer: readAnswer(agentStatus, raw) });
      }),
  };
}

/** Pure. */
export function readAnswer<Value>(contract: LocalCall<never, Value>['response'], raw: unknown): Answer<Value> {
  const message = localAnswer.safeParse(raw);
  if (!message.success) return notUnderstood;
  if ('error' in message.data) return { status: 'failed', code: message.data.error.code };
  if (!('response' in message.data)) return notUnderstood;
  const parsed = contract.safeParse(message.data.response);
  return parsed.success ? { status: 'ok', value: parsed.data } : notUnderstood;
}
