/** Long work of the answering thread in short pieces. */

/** Milliseconds that such work goes on for before others have their turn. */
const TURN = 1;
/** So many items are taken between two looks at the clock. */
const PIECE = 16;

/** Lets pending events (questions, heartbeats) have their turn. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Calls `take` for each of `items`, in order; pending events have their turn after every millisecond of it. */
export async function inTurns<Item>(items: Iterable<Item>, take: (item: Item, at: number) => void): Promise<void> {
  let began = performance.now();
  let at = 0;
  for (const item of items) {
    take(item, at);
    at++;
    if (at % PIECE !== 0 || performance.now() - began < TURN) continue;
    await breathe();
    began = performance.now();
  }
}
