import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { systemClock } from '../../src/base/clock.ts';
import type { Voice } from '../i18n/voice.ts';
import { createApi } from './api.ts';
import { App } from './app.tsx';
import { createRequests } from './requests.ts';
import { createSessionStore } from './session-store.ts';
import { followSignInLinks } from './sign-in-links.ts';
import { rememberedVoice } from './use-language.ts';

// The content security policy forbids code made at run time; without this zod would try, and the browser would report it.
z.config({ jitless: true });

const root = document.getElementById('root');
if (!root) throw new Error('The page has no place for the console.');
const api = createApi(createRequests({ fetch: (path, init) => window.fetch(path, init), clock: systemClock }));
const session = createSessionStore(api);
followSignInLinks(session);
const show = (voice: Voice): void => createRoot(root).render(<App api={api} session={session} firstVoice={voice} />);
void rememberedVoice().then(show);
