/** What a newcomer does on the page, in a real browser, with the real program behind it. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  chromiumPath,
  dropFile,
  openBrowser,
  type PageProgram,
  startPageProgram,
  type Visitor,
  violations,
  visit,
} from './visit.ts';

const question = 'who was the first president of South Korea?';

describe.skipIf(!chromiumPath)('the page (needs Chromium: /usr/bin/chromium, or CHROMIUM names it)', () => {
  let program: PageProgram;
  let browser: Browser;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startPageProgram(), openBrowser()]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  describe.each([{ width: 1280 }, { width: 390 }])('at $width px', ({ width }) => {
    let visitor: Visitor;
    let page: Page;
    const narrow = width < 820;

    beforeAll(async () => {
      visitor = await visit(browser, program.url, width);
      page = visitor.page;
    });
    afterAll(() => page?.close());
    afterEach(() => expect(visitor.errors).toEqual([]));

    const composer = () => page.locator('.composer textarea');
    const messages = () => page.getByRole('article');
    const drawer = async (name: 'Channels' | 'Members') => {
      const button = page.getByRole('button', { name, exact: true });
      if (narrow && (await button.getAttribute('aria-expanded')) !== 'true') await button.click();
    };
    const go = async (name: string) => {
      await drawer('Channels');
      await page.getByRole('navigation', { name: 'Servers' }).getByRole('button', { name }).click();
      await page.locator('.server.here').and(page.getByLabel(name)).waitFor({ state: 'attached' });
    };
    const become = async (name: string) => {
      await drawer('Channels');
      await page.getByLabel('You are').selectOption({ label: name });
      await page.locator('.me', { hasText: name.replace(/ \(.*/, '') }).waitFor({ state: 'attached' });
    };
    /** Types into the composer; the newest message is what came of it. */
    const type = async (text: string) => {
      await composer().click();
      await page.keyboard.type(text);
    };
    /** Asks by command, and waits for what comes. */
    const ask = async (what: string) => {
      const before = await messages().count();
      await type('/ask');
      await page.keyboard.press('Enter');
      await page.keyboard.type(what);
      await page.keyboard.press('Enter');
      await messages().nth(before).waitFor();
    };
    const shows = async (locator: Locator, text: string | RegExp) => {
      await locator.filter({ hasText: text }).first().waitFor();
    };

    test('an example, pressed, is answered with a quote, and In context opens the passage for oneself', async () => {
      expect(await page.locator('.examples button').count()).toBe(3);
      const example = page.locator('.examples button').first();
      const asked = (await example.textContent())!;
      await example.click();
      await shows(messages(), asked);
      await messages().last().locator('blockquote').waitFor();
      await messages().last().getByRole('button', { name: 'In context' }).click();
      await shows(messages().last(), 'Only you can see this');
      await shows(messages().last(), /p(age|aragraph) \d+ of \d+/);
      await page.getByRole('button', { name: 'Dismiss message' }).last().click();
    });

    test('a mention is answered by a reply', async () => {
      await type(`@Foot`);
      await page.getByRole('option', { name: /@Footnote/ }).waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.type(question);
      await page.keyboard.press('Enter');
      await shows(messages().last(), 'Lee Seung-man');
      await shows(messages().last().locator('.above'), question);
    });

    test('what people write is text, whatever it looks like', async () => {
      const text = '<img src=x onerror="document.title=1"> <b>bold</b> [a](javascript:1) **strong**';
      await type(text);
      await page.keyboard.press('Enter');
      const body = messages().last().locator('.text');
      await shows(body, '<img src=x onerror="document.title=1"> <b>bold</b>');
      expect(await body.locator('img, b, a').count()).toBe(0);
      expect(await body.locator('strong').textContent()).toBe('strong');
    });

    test('a direct message is answered', async () => {
      await go('Direct Messages');
      await page.getByRole('heading', { level: 1, name: /Footnote/ }).waitFor();
      await type(question);
      await page.keyboard.press('Enter');
      await shows(messages().last(), 'Lee Seung-man');
      await go('The sample');
    });

    test('an article is found by live completion of its title, under the command that was typed to its end', async () => {
      await type('/article');
      const first = page.getByRole('option', { selected: true });
      expect(await first.locator('.picker-label').textContent()).toBe('/article');
      await page.keyboard.press('Enter');
      await page.keyboard.type('putn congrat');
      await page.getByRole('option', { name: /Putin congratulated/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await shows(messages().last(), 'Only you can see this');
      await shows(messages().last().getByRole('heading'), 'Putin congratulated');
    });

    test('a thread is made without a further click, and a mention in it is answered there', async () => {
      await drawer('Channels');
      await page.getByRole('button', { name: 'New thread' }).click();
      await page.keyboard.type(`presidents ${width}`);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: `presidents ${width}` }).waitFor();
      await type('@Foot');
      await page.keyboard.press('Tab');
      await page.keyboard.type(question);
      await page.keyboard.press('Enter');
      await shows(messages().last(), 'Lee Seung-man');
      expect(await messages().count()).toBe(2);
      await drawer('Channels');
      await page.getByRole('button', { name: 'general', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'general' }).waitFor();
    });

    test('commands for admins are offered to the admin alone', async () => {
      await type('/');
      await page.getByRole('option', { name: /\/ask/ }).waitFor();
      expect(await page.getByRole('option', { name: /\/sources/ }).count()).toBe(0);
      await become('Ada (Admin)');
      await type('/sources rel');
      await page.getByRole('option', { name: /\/sources reload/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await shows(messages().last(), /up to date|reloaded/i);
    });

    test('the admin adds a source by upload; it answers here, and not in the other server', async () => {
      const pond = width === 390 ? 'Small' : 'Great';
      await type('/sources add upl');
      await page.getByRole('option', { name: /\/sources add upload/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      const form = page.getByRole('dialog');
      const text = `The ${pond} Pond\n\nThe ${pond} Pond was dug by Wilma Rask in 1883. Herons live there.\n`;
      if (narrow) {
        const file = { name: `${pond}.txt`, mimeType: 'text/plain', buffer: Buffer.from(text) };
        await form.locator('input[type=file]').setInputFiles(file);
      } else await dropFile(page, 'dialog', `${pond}.txt`, text);
      await form.getByRole('button', { name: 'Submit' }).click();
      await shows(messages().last(), `The ${pond} Pond`);
      await messages().last().getByRole('button', { name: /^Add/ }).click();
      await shows(messages().last(), /added/i);
      await ask(`who dug the ${pond} Pond?`);
      await shows(messages().last().locator('blockquote'), 'Wilma Rask');
      await go('About Footnote');
      await ask(`who dug the ${pond} Pond?`);
      await shows(messages().last(), /No(thing| answer)/);
      expect(await messages().last().textContent()).not.toContain('Wilma');
      await go('The sample');
    });

    test('a file dropped on the channel is sent, and a command in the message’s menu puts it on the shelf', async () => {
      await dropFile(page, '.timeline', 'mill.txt', `Mill ${width}\n\nMill ${width} was built in 1820 by Joan Pell.\n`);
      await page.getByRole('button', { name: 'Remove mill.txt' }).waitFor();
      await type('the mill');
      await page.keyboard.press('Enter');
      await shows(messages().last(), 'mill.txt');
      await messages().last().hover();
      await messages().last().getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Add to shelf' }).click();
      await shows(messages().last().locator('.above'), 'Ada used Add to shelf');
      await shows(messages().last(), `Mill ${width}`);
    });

    test('settings are changed by selects and by a form', async () => {
      const change = (which: string) =>
        messages().last().locator('.section', { hasText: which }).getByRole('button', { name: 'Change' }).click();
      await type('/settings');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      for (const sureness of ['Careful', 'Balanced']) {
        await change('How sure');
        const select = messages().last().getByRole('combobox');
        const label = await select.locator('option', { hasText: sureness }).textContent();
        await select.selectOption({ label: label! });
        await shows(messages().last().locator('.section'), sureness);
      }
      await change('I answer in');
      await messages().last().locator('.many summary').click();
      await messages().last().getByLabel('# general').check();
      await messages().last().getByLabel('# questions').check();
      await messages().last().getByRole('button', { name: 'Apply' }).click();
      await shows(messages().last().locator('.section', { hasText: 'I answer in' }), '#questions');
      await change('I answer in');
      await messages().last().locator('.many summary').click();
      for (const box of await messages().last().getByRole('checkbox').all()) await box.uncheck();
      await messages().last().getByRole('button', { name: 'Apply' }).click();
      await shows(messages().last().locator('.section', { hasText: 'I answer in' }), 'every channel');
      await change('Other names');
      await page.getByRole('dialog').getByRole('textbox').fill('Joseon = Korea of old');
      await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
      await shows(messages().last().locator('.section', { hasText: 'Other names' }), '1 line');
    });

    test('what the bot alone forbids is offered, and refused in private', async () => {
      await ask(question);
      await shows(messages().last().locator('blockquote'), 'Lee Seung-man');
      const answer = (await messages().last().getAttribute('id'))!;
      await become('Mira');
      await page.locator(`#${answer}`).getByRole('button', { name: 'Delete' }).click();
      await shows(messages().last(), 'Only you can see this');
      expect(await page.locator(`#${answer}`).count()).toBe(1);
      await become('Ada (Admin)');
      await page.locator(`#${answer}`).getByRole('button', { name: 'Delete' }).click();
      await page.locator(`#${answer}`).waitFor({ state: 'detached' });
    });

    test('a page that is loaded again shows the channel as it was', async () => {
      await page.reload();
      await shows(messages(), 'Lee Seung-man');
      await become('Ada (Admin)');
    });

    test('the other server answers from its own shelf alone', async () => {
      await go('About Footnote');
      expect(await page.locator('.examples button').count()).toBe(3);
      await ask('which Node does Footnote run on?');
      await shows(messages().last().locator('.components'), 'Node 24');
      await ask('who fought shoulder to shoulder with the Red Army soldiers?');
      await shows(messages().last(), /No(thing| answer)/);
      expect(await messages().last().textContent()).not.toContain('patriots');
      await go('The sample');
    });

    test('commands, answers and the page itself speak the chosen language', async () => {
      await drawer('Channels');
      await page.getByLabel('Language').selectOption('ru');
      await shows(page.getByRole('heading', { level: 2 }), 'Добро пожаловать');
      await type('/помо');
      await page.getByRole('option', { name: /\/помощь/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await shows(messages().last(), 'Это видно только вам');
      if (narrow) await page.getByRole('button', { name: 'Каналы' }).click();
      await page.getByLabel('Язык').selectOption('en-US');
      await shows(page.getByRole('heading', { level: 2 }), 'Welcome');
      await become('Mira');
    });

    test('the keyboard alone is enough: a command with its options, a button, a message’s menu', async () => {
      await composer().focus();
      await page.keyboard.type('/as');
      await page.keyboard.press('Enter');
      await page.keyboard.type('when did the occupation of Korea begin?');
      await page.keyboard.press('Tab');
      await page.getByRole('option', { name: /private/ }).waitFor();
      const chosen = page.getByRole('option', { selected: true, name: /private/ });
      for (let tries = 0; tries < 20 && (await chosen.count()) === 0; tries++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('option', { name: 'True' }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await composer().waitFor();
      await page.keyboard.type('/as');
      await page.keyboard.press('Enter');
      await page.keyboard.type(question);
      const before = await messages().count();
      await page.keyboard.press('Enter');
      await messages().nth(before).waitFor();
      await shows(messages().last(), 'Lee Seung-man');
      await page.keyboard.press('ArrowUp');
      expect(
        await messages()
          .last()
          .evaluate((element) => element.matches(':focus')),
      ).toBe(true);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await shows(messages().last(), 'Only you can see this');
      await page.keyboard.press('Escape');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: 'Find in articles' }).waitFor();
      await page.keyboard.press('ArrowUp');
      expect(await page.locator(':focus').textContent()).toBe('Find in articles');
      await page.keyboard.press('Escape');
      expect(await page.getByRole('menu').count()).toBe(0);
    });

    test('nothing serious keeps anyone out, in the dark and in the light', async () => {
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Developer' }).click();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Close' }).click();
      await drawer('Channels');
      await page.getByLabel('Theme').selectOption('light');
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await type('/');
      expect(await violations(page)).toEqual([]);
    });
  });

  test('what the sandbox says before the page is painted is shown', async () => {
    const page = await browser.newPage();
    const late =
      'const later = setTimeout; requestAnimationFrame = () => 0; setTimeout = (run, wait = 0) => later(run, wait + 5_000);';
    await page.addInitScript({ content: late });
    await page.goto(program.url);
    await page.locator('.examples button:enabled').first().waitFor({ timeout: 20_000 });
    await page.close();
  });

  test('the side panel shows the protocol and how long the first response took, and breaks things at a click', async () => {
    const { page } = await visit(browser, program.url, 1400);
    await page.getByRole('button', { name: 'Developer' }).click();
    await page.locator('.examples button').first().click();
    await page.getByText(/^First response in \d+ ms$/).waitFor();
    await page.getByText('INTERACTION_CREATE').first().waitFor();
    await page.getByRole('button', { name: 'drop', exact: true }).click();
    await page.getByText('Resume').first().waitFor();
    await page.getByRole('button', { name: '500', exact: true }).click();
    await page.locator('.examples button').last().click();
    await page.getByRole('alert').filter({ hasText: 'Discord refused' }).waitFor();
    await page.close();
  });
});
