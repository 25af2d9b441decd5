/** Long work of the answering thread in short pieces. */

/** Lets pending events (questions, heartbeats) have their turn. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Calls `take` for each of `items`, in order; pending events have their turn after every `piece` of them. */
export async function inTurns<Item>(items: ArrayLike<Item>, take: (item: Item, at: number) => void, piece = 1_000): Promise<void> {
  for (let from = 0; from < items.length; from += piece) {
    const to = Math.min(items.length, from + piece);
    for (let at = from; at < to; at++) take(items[at]!, at);
    await breathe();
  }
}
