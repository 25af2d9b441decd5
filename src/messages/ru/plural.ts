const rules = new Intl.PluralRules('ru');

/** A number with the noun in the form that Russian asks for: 1 статья, 2 статьи, 5 статей. */
export const plural = (n: number, one: string, few: string, many: string): string => {
  const form = rules.select(n);
  return `${n.toLocaleString('ru')} ${form === 'one' ? one : form === 'few' ? few : many}`;
};
