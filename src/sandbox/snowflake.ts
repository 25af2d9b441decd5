/** Discord's ids: milliseconds since 2015 above 22 bits of counter, as decimal text. */
const epoch = 1_420_070_400_000n;
let last = 0n;

/** A new id, greater than every id made before it in this process. `now` in milliseconds since 1970. */
export function snowflake(now: number = Date.now()): string {
  const earliest = (BigInt(now) - epoch) << 22n;
  last = earliest > last ? earliest : last + 1n;
  return last.toString();
}
