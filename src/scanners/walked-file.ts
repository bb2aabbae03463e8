import { z } from 'zod';
import { fileState } from './fact-shapes.ts';
import type { WalkedFile } from './walk-files.ts';

export const walkedFile: z.ZodType<WalkedFile> = z.strictObject({ path: z.string(), state: fileState });
