/** `npm run screenshots`: pictures of the page for the documentation, in docs/images/, taken of the real program. Needs Chromium. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { chromiumPath, openBrowser, startPageProgram, visit } from './visit.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/images');
const question = 'when were Korean governments established?';

if (!chromiumPath) {
  process.stderr.write('Chromium is not here. Install it (Debian: apt-get install chromium), or name it in CHROMIUM.\n');
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const [program, browser] = await Promise.all([startPageProgram(18_180), openBrowser()]);

const messages = (page: Page) => page.getByRole('article');

/** Runs a command as one types it, and waits for its answer. */
async function run(page: Page, command: string, option = '') {
  const before = await messages(page).count();
  await page.locator('.composer textarea').click();
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
  await page.keyboard.type(option);
  await page.keyboard.press('Enter');
  await messages(page).nth(before).waitFor();
}

/** Takes the picture at twice the page's size, for sharp letters on any screen. `typing`: the cursor's place stays as it is. */
async function shoot(page: Page, name: string, { typing = false } = {}) {
  // What blinks or is pointed at would differ from one picture to the next.
  await page.mouse.move(0, 0);
  await page.evaluate(typing ? "document.activeElement.style.caretColor = 'transparent'" : 'document.activeElement?.blur()');
  await page.waitForTimeout(250);
  const { width, height } = page.viewportSize()!;
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 60,
    clip: { x: 0, y: 0, width, height, scale: 2 },
  });
  await session.detach();
  writeFileSync(path.join(folder, `${name}.webp`), Buffer.from(data, 'base64'));
  process.stdout.write(`${name}\n`);
}

const { page } = await visit(browser, program.url, 1120);
await page.setViewportSize({ width: 1120, height: 640 });
await shoot(page, 'first-screen');
await run(page, '/ask', question);
await shoot(page, 'answer');
await messages(page).last().getByRole('button', { name: 'In context' }).click();
await messages(page).nth(1).waitFor();
await shoot(page, 'in-context');
await run(page, '/ask', 'who sang at the parade in Pyongyang?');
await shoot(page, 'no-answer');
await page.locator('.composer textarea').click();
await page.keyboard.type('/');
await page.getByRole('option', { name: /\/ask/ }).waitFor();
await shoot(page, 'commands', { typing: true });
await page.keyboard.press('Control+A');
await page.keyboard.press('Backspace');

await page.getByRole('button', { name: 'About Footnote' }).click();
await page.getByRole('button', { name: 'Is my question stored?' }).click();
await messages(page).locator('blockquote').first().waitFor();
await shoot(page, 'documentation');
await page.getByRole('button', { name: 'Direct Messages' }).click();
await page.getByRole('heading', { level: 1, name: 'Footnote' }).waitFor();
await page.locator('.composer textarea').click();
await page.keyboard.type('who was the first president of South Korea?');
await page.keyboard.press('Enter');
await messages(page).locator('blockquote').first().waitFor();
await shoot(page, 'direct-message');
await page.getByRole('button', { name: 'The sample' }).click();
await page.getByRole('heading', { level: 1, name: 'general' }).waitFor();

await page.getByLabel('You are').selectOption({ label: 'Ada (Admin)' });
await page.locator('.me', { hasText: 'Ada' }).waitFor();
await page.locator('.composer textarea').click();
await page.keyboard.type('/sources add upl');
await page.getByRole('option', { name: /upload/ }).waitFor();
await page.keyboard.press('Enter');
await page.keyboard.press('Enter');
const form = page.getByRole('dialog');
const pond = 'The Great Pond\n\nThe Great Pond was dug by Wilma Rask in 1883. Herons live there.\n';
await form.locator('input[type=file]').setInputFiles({ name: 'pond.txt', mimeType: 'text/plain', buffer: Buffer.from(pond) });
await shoot(page, 'upload');
await form.getByRole('button', { name: 'Submit' }).click();
await messages(page).filter({ hasText: 'The Great Pond' }).last().getByRole('button', { name: /^Add/ }).click();
await page.waitForTimeout(800);
await shoot(page, 'source-added');

await run(page, '/settings');
await messages(page).last().getByRole('button', { name: 'Change' }).first().waitFor();
await shoot(page, 'settings');

await page.getByLabel('Language').selectOption('ru');
await run(page, '/помощь');
await shoot(page, 'russian');
await page.close();

const { page: phone } = await visit(browser, program.url, 390);
await run(phone, '/ask', question);
await shoot(phone, 'phone');
await phone.close();

const { page: light } = await visit(browser, program.url, 1280, 'light');
await light.setViewportSize({ width: 1280, height: 640 });
await light.getByRole('button', { name: 'Developer' }).click();
await run(light, '/ask', question);
await shoot(light, 'developer');
await browser.close();
await program.stop();
