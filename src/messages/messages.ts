/** Every sentence shown to people, in each language Footnote speaks. `en` gives the type; the others satisfy it. */
import { en } from './en.ts';
import { ru } from './ru.ts';

export type Words = typeof en;

/** The languages spoken, the first being the one for everybody else. */
export const languages: readonly Words[] = [en, ru];

/**
 * The words for a locale as Discord names it ("ru", "en-GB", "pt-BR"): its language when it is spoken here, English otherwise.
 * Absent (a server or person without one) is English.
 */
export const wordsFor = (locale: string | undefined | null): Words =>
  languages.find(({ language }) => language === locale?.split('-')[0]?.toLowerCase()) ?? en;
