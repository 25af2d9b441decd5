/** A browser on the page of the real program, started without a token. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where Chromium is; undefined where there is none, and tests of the page are skipped. */
export const chromiumPath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => {
  try {
    if (file) accessSync(file, constants.X_OK);
    return Boolean(file);
  } catch {
    return false;
  }
});

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: chromiumPath!, headless: true, args: flags });

export interface PageProgram {
  readonly url: string;
  output(): string;
  stop(): Promise<void>;
}

/** `npm start` without a token, on any free port from `port` on. */
export async function startPageProgram(port = 18_080, env: Readonly<Record<string, string>> = {}): Promise<PageProgram> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'footnote-page-'));
  const child: ChildProcess = spawn(process.execPath, ['src/main.ts'], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, SANDBOX_PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the page did not open:\n${output}`)), 150_000);
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk) => {
        output += chunk;
        const found =
          /^Footnote is in a sandbox at (http:\/\/127\.0\.0\.1:\d+)\. Put DISCORD_TOKEN in \.env to take it to Discord\.$/m.exec(
            output,
          );
        if (!found) return;
        clearTimeout(timer);
        resolve(found[1]!);
      });
    child.once('exit', () => reject(new Error(`the program ended:\n${output}`)));
  });
  return {
    url,
    output: () => output,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export interface Visitor {
  readonly page: Page;
  /** Errors that the page threw or the console showed. */
  readonly errors: readonly string[];
}

/** Opens the page and waits until the bot is there. */
export async function visit(browser: Browser, url: string, width: number, theme: 'dark' | 'light' = 'dark'): Promise<Visitor> {
  const page = await browser.newPage({ viewport: { width, height: width < 600 ? 844 : 800 }, colorScheme: theme });
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  await page.locator('.examples button:enabled').first().waitFor();
  return { page, errors };
}

/** Drops a text file on what `selector` finds, as from a folder on the desk. */
export async function dropFile(page: Page, selector: string, name: string, text: string): Promise<void> {
  await page.locator(selector).waitFor();
  const drop = `(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: 'text/plain' }));
    const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
    document.querySelector(${JSON.stringify(selector)}).dispatchEvent(event);
  })()`;
  await page.evaluate(drop);
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe-core finds that is serious or critical, a line for each. */
export async function violations(page: Page): Promise<string[]> {
  // The page's own rules forbid foreign scripts, so it is evaluated from outside.
  const { readFile } = await import('node:fs/promises');
  await page.evaluate(await readFile(axeFile, 'utf8'));
  return page.evaluate(async () => {
    const axe = (
      globalThis as unknown as {
        axe: {
          run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }>;
        };
      }
    ).axe;
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`,
      );
  });
}
