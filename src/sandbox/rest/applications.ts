import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { Refusal, refusals } from '../refusal.ts';
import { applicationFlags } from '../session-events.ts';
import { type Call, noContent, objectBody, type Route } from './route.ts';

const own = ({ params }: Call, { world }: Core) => {
  if (params.application !== world.applicationId) throw refusals.unknownApplication();
};

/** The guild of a guild command; the application must be installed there. */
const scope = ({ params }: Call, { world }: Core) => {
  if (params.guild !== undefined && !world.guilds.get(params.guild)?.installed) throw refusals.missingAccess();
  return params.guild;
};

const listBody = ({ body }: Call) => {
  if (!Array.isArray(body)) throw new Refusal(400, RESTJSONErrorCodes.InvalidFormBodyOrContentType, 'Invalid Form Body');
  return body;
};

/** Without `with_localizations` the dictionaries are left out of lists. */
const localized = (call: Call, commands: readonly unknown[]) =>
  call.query.get('with_localizations') === 'true'
    ? commands
    : JSON.parse(
        JSON.stringify(commands, (key, value) =>
          key === 'name_localizations' || key === 'description_localizations' ? undefined : value,
        ),
      );

const of = (path: string): Route[] => [
  {
    method: 'GET',
    path,
    run: (call, core) => {
      own(call, core);
      return localized(call, core.commands.list(scope(call, core)));
    },
  },
  {
    method: 'PUT',
    path,
    run: (call, core) => {
      own(call, core);
      return core.commands.put(listBody(call), scope(call, core));
    },
  },
  {
    method: 'POST',
    path,
    run: (call, core) => {
      own(call, core);
      return core.commands.post(objectBody(call), scope(call, core));
    },
  },
  {
    method: 'GET',
    path: `${path}/:command`,
    run: (call, core) => {
      own(call, core);
      const found = core.commands.list(scope(call, core)).find(({ id }) => id === call.params.command);
      if (!found) throw refusals.unknownCommand();
      return found;
    },
  },
  {
    method: 'PATCH',
    path: `${path}/:command`,
    run: (call, core) => {
      own(call, core);
      const command = core.commands.patch(call.params.command!, objectBody(call), scope(call, core));
      if (!command) throw refusals.unknownCommand();
      return command;
    },
  },
  {
    method: 'DELETE',
    path: `${path}/:command`,
    run: (call, core) => {
      own(call, core);
      if (!core.commands.delete(call.params.command!, scope(call, core))) throw refusals.unknownCommand();
      return noContent;
    },
  },
];

const application = ({ world }: Core) => ({
  id: world.applicationId,
  name: world.bot.name,
  icon: null,
  description: '',
  summary: '',
  type: null,
  bot: world.user(world.bot),
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: '0'.repeat(64),
  flags: applicationFlags,
  flags_new: String(applicationFlags),
  owner: world.user([...world.people.values()].find(({ bot }) => !bot) ?? world.bot),
  team: null,
  redirect_uris: [],
  interactions_endpoint_url: null,
  role_connections_verification_url: null,
  approximate_user_install_count: 0,
  approximate_user_authorization_count: 0,
  explicit_content_filter: 0,
  eligible_oauth2_scopes: [],
  integration_types_config: { '0': {}, '1': {} },
  approximate_guild_count: [...world.guilds.values()].filter(({ installed }) => installed).length,
});

export const applicationRoutes: readonly Route[] = [
  { method: 'GET', path: '/applications/@me', run: (_, core) => application(core) },
  { method: 'PATCH', path: '/applications/@me', run: (_, core) => application(core) },
  { method: 'GET', path: '/oauth2/applications/@me', run: (_, core) => application(core) },
  ...of('/applications/:application/commands'),
  ...of('/applications/:application/guilds/:guild/commands'),
];
