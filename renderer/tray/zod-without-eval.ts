import { z } from 'zod';

// Imported first, before any schema is made: the content security policy forbids code made at run time, and zod would try.
z.config({ jitless: true });
