/** What is wrong with a data folder, as `npm run verify` and SQLite see it. */
import { verifyStore } from '../../src/library/verify.ts';
import { checkIntegrity } from '../../src/store/integrity.ts';
import { openStore } from '../../src/store/store.ts';

/** The key of every store here. */
export const secret = 'for tests';

/** One line each; none where all is well. */
export async function problemsIn(dir: string): Promise<string[]> {
  const store = await openStore({ dir, secret });
  try {
    return [...checkIntegrity(dir), ...(await verifyStore(store)).problems];
  } finally {
    await store.close();
  }
}
