import './zod-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { systemClock } from '../../src/base/clock.ts';
import { createAgentApi } from './agent-api.ts';
import { createAgentStore } from './agent-store.ts';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no place for the dashboard.');
const agent = createAgentStore(createAgentApi(window.wardwatch), systemClock);
createRoot(root).render(<App agent={agent} clock={systemClock} />);
