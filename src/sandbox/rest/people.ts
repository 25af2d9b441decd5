import type { Core } from '../core.ts';
import { refusals } from '../refusal.ts';
import { memberData } from '../world-data.ts';
import { type Call, noContent, objectBody, type Route } from './route.ts';

function guildOf({ params }: Call, { world }: Core) {
  const guild = world.guilds.get(params.guild!);
  if (!guild) throw refusals.unknownGuild();
  if (!guild.installed) throw refusals.missingAccess();
  return guild;
}

export const peopleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/users/@me',
    run: (_, { world }) => ({
      ...world.user(world.bot),
      mfa_enabled: false,
      verified: true,
      email: null,
      flags: 0,
      locale: 'en-US',
    }),
  },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    run: (_, { world }) =>
      [...world.guilds.values()]
        .filter(({ installed }) => installed)
        .map(({ id, name }) => ({ id, name, icon: null, banner: null, owner: false, permissions: '0', features: [] })),
  },
  {
    method: 'DELETE',
    path: '/users/@me/guilds/:guild',
    run: (call, core) => {
      core.world.uninstall(guildOf(call, core));
      return noContent;
    },
  },
  {
    method: 'GET',
    path: '/users/:user',
    run: ({ params }, { world }) => {
      const person = world.people.get(params.user!);
      if (!person) throw refusals.unknownUser();
      return world.user(person);
    },
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    run: (call, { world }) => {
      const person = world.people.get(String(objectBody(call).recipient_id));
      if (!person) throw refusals.unknownUser();
      const shares = [...world.guilds.values()].some(({ installed, members }) => installed && members.has(person.id));
      if (person.bot || !(shares || person.userInstall)) throw refusals.cannotMessageUser();
      return world.channelData(world.directChannel(person));
    },
  },
  { method: 'GET', path: '/guilds/:guild', run: (call, core) => core.world.guildData(guildOf(call, core)) },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    run: (call, core) => {
      const guild = guildOf(call, core);
      return [...core.world.channels.values()]
        .filter(({ guildId, parentId }) => guildId === guild.id && !parentId)
        .map((channel) => core.world.channelData(channel));
    },
  },
  { method: 'GET', path: '/guilds/:guild/roles', run: (call, core) => [...guildOf(call, core).roles.values()] },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    run: (call, core) => {
      const member = guildOf(call, core).members.get(call.params.user === '@me' ? core.world.bot.id : call.params.user!);
      if (!member) throw refusals.unknownMember();
      return memberData(member);
    },
  },
];
