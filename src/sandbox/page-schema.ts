/** What a page may say, checked: it comes in from outside. */
import { z } from 'zod';

const id = z.string().max(200);
const name = z.string().max(100);
const file = z.object({ name: z.string().max(255), type: z.string().max(255), base64: z.base64() });
const value = z.union([z.string().max(6000), z.number(), z.boolean()]);

export const fromPage = z.object({
  id: z.number(),
  what: z.discriminatedUnion('act', [
    z.object({ act: z.literal('look'), personId: id, channelId: id, locale: z.string().max(10) }),
    z.object({ act: z.literal('slash'), line: name, options: z.record(z.string(), z.union([value, file])) }),
    z.object({
      act: z.literal('complete'),
      line: name,
      focused: name,
      typed: z.string().max(6000),
      options: z.record(z.string(), value),
    }),
    z.object({ act: z.literal('say'), text: z.string().max(4000), replyTo: id.optional(), files: z.array(file).max(10) }),
    z.object({ act: z.literal('press'), messageId: id, customId: name }),
    z.object({ act: z.literal('pick'), messageId: id, customId: name, values: z.array(name).max(25) }),
    z.object({ act: z.literal('use'), messageId: id, name }),
    z.object({
      act: z.literal('submit'),
      exchange: id,
      fields: z.record(z.string(), z.union([z.string().max(4000), z.array(z.string().max(100)).max(25), z.array(file).max(10)])),
    }),
    z.object({ act: z.literal('dismiss'), messageId: id }),
    z.object({ act: z.literal('thread'), name: z.string().min(1).max(100) }),
    z.object({ act: z.literal('listen'), on: z.boolean() }),
    z.object({ act: z.literal('fault'), fault: name }),
  ]),
});
