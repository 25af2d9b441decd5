/** The one list of modals. Their inputs are their fields by custom id. */
import { aliasesSubmitted } from './buttons/settings.ts';
import { uploadModal } from './commands/sources/add.ts';
import { changeDraftModal } from './commands/sources/change-draft.ts';
import type { Modal } from './handler.ts';

export const modals: readonly Modal[] = [aliasesSubmitted, uploadModal, changeDraftModal];
