import type { sessions as en } from '../en/sessions.ts';

export const sessions: typeof en = {};
