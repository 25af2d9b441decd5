/** The one list of modals. Their inputs are their fields by custom id. */
import type { Modal } from './handler.ts';

export const modals: readonly Modal[] = [];
