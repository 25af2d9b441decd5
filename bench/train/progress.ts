/** A progress bar on standard error: one line that is rewritten on a terminal, one line a tenth elsewhere. */
export function progressBar(label: string, total: number): (done: number, note?: string) => void {
  const started = Date.now();
  let shown = -1;
  return (done, note = '') => {
    const tenth = Math.floor((10 * done) / total);
    const terminal = process.stderr.isTTY;
    if (!terminal && tenth === shown) return;
    shown = tenth;
    const filled = Math.round((24 * done) / total);
    const seconds = Math.round((Date.now() - started) / 1000);
    const bar = `${label.padEnd(28)} [${'#'.repeat(filled)}${'.'.repeat(24 - filled)}] ${done}/${total} ${seconds} s ${note}`;
    process.stderr.write(terminal ? `\r${bar}${done >= total ? '\n' : ''}` : `${bar}\n`);
  };
}
