/** `/sources`, for admins: where the articles come from. Each subcommand is an act of its own. */
import {
  attachmentOption,
  choiceOption,
  integerOption,
  slash,
  stringOption,
  subcommand,
  subcommandGroup,
} from '../command-data.ts';
import type { Command } from '../handler.ts';
import { reload } from './reload.ts';
import { addFeed, addPage, addSite, addUpload } from './sources/add.ts';
import { edit, remove } from './sources/change.ts';
import { checks } from './sources/checks.ts';
import { exportSources, importSources } from './sources/exchange.ts';
import { list, show } from './sources/list.ts';
import { unanswered } from './sources/unanswered.ts';
import { undo } from './sources/undo.ts';

type Options = Parameters<typeof subcommand>[1];

const source = (required: boolean) => stringOption((words) => words.sources.options.source, { required, autocomplete: true });
const address = stringOption((words) => words.sources.options.address, { required: true, max_length: 2000 });
const moved = stringOption((words) => words.sources.options.moved, { max_length: 2000 });
const name = stringOption((words) => words.sources.options.name, { max_length: 100 });
const schedule = choiceOption(
  (words) => words.sources.options.schedule,
  ['never', 'hourly', 'daily', 'weekly'],
  ({ shelf }, value) => shelf.schedules[value]!,
);
const include = stringOption((words) => words.sources.options.include, { max_length: 1000 });
const exclude = stringOption((words) => words.sources.options.exclude, { max_length: 1000 });
const keep = stringOption((words) => words.sources.options.keep, { max_length: 20 });
const credit: Options = [
  stringOption((words) => words.sources.options.title, { max_length: 300 }),
  stringOption((words) => words.sources.options.link, { max_length: 2000 }),
  stringOption((words) => words.sources.options.author, { max_length: 200 }),
  stringOption((words) => words.sources.options.publisher, { max_length: 200 }),
  stringOption((words) => words.sources.options.date, { max_length: 10 }),
];

export const sources: Command = {
  data: slash(
    (words) => words.sources,
    [
      subcommandGroup(
        (words) => words.sources.add,
        [
          subcommand((words) => words.sources.page, [address, name, schedule]),
          subcommand(
            (words) => words.sources.site,
            [address, name, schedule, include, exclude, integerOption((words) => words.sources.options.pages, 1, 2000)],
          ),
          subcommand((words) => words.sources.feed, [address, name, schedule, keep]),
          subcommand((words) => words.sources.upload),
        ],
      ),
      subcommand((words) => words.sources.list),
      subcommand((words) => words.sources.show, [source(true)]),
      subcommand((words) => words.sources.reload, [source(false)]),
      subcommand((words) => words.sources.edit, [source(true), name, schedule, moved, ...credit, include, exclude, keep]),
      subcommand(
        (words) => words.sources.remove,
        [source(true), stringOption((words) => words.sources.options.article, { autocomplete: true })],
      ),
      subcommand((words) => words.sources.undo),
      subcommand((words) => words.sources.checks),
      subcommand((words) => words.sources.unanswered),
      subcommand((words) => words.sources.export),
      subcommand((words) => words.sources.import, [attachmentOption((words) => words.sources.options.file, true)]),
    ],
    'admins',
  ),
  subcommands: {
    'add page': addPage,
    'add site': addSite,
    'add feed': addFeed,
    'add upload': addUpload,
    list,
    show,
    reload,
    edit,
    remove,
    undo,
    checks,
    unanswered,
    export: exportSources,
    import: importSources,
  },
};
