/** Long work of the answering thread in short pieces. */

/** Lets pending events (questions, heartbeats) have their turn. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** As many passages take about a millisecond. */
const PIECE = 1_000;

/** Calls `take` for each of `items`, in order; pending events have their turn after every thousand. */
export async function inTurns<Item>(items: ArrayLike<Item>, take: (item: Item, at: number) => void): Promise<void> {
  for (let from = 0; from < items.length; from += PIECE) {
    const to = Math.min(items.length, from + PIECE);
    for (let at = from; at < to; at++) take(items[at]!, at);
    await breathe();
  }
}
