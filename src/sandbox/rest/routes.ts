/** The one list of routes, and the one that a request means. */
import { applicationRoutes } from './applications.ts';
import { channelRoutes } from './channels.ts';
import { interactionRoutes } from './interactions.ts';
import { peopleRoutes } from './people.ts';
import type { Route } from './route.ts';

const gatewayRoutes: readonly Route[] = [
  { method: 'GET', path: '/gateway', run: (_, { gateway }) => ({ url: gateway.url }) },
  {
    method: 'GET',
    path: '/gateway/bot',
    run: (_, { gateway }) => ({ url: gateway.url, shards: gateway.shards, session_start_limit: gateway.startLimit }),
  },
];

const routes = [...gatewayRoutes, ...peopleRoutes, ...applicationRoutes, ...channelRoutes, ...interactionRoutes].map((route) => ({
  route,
  steps: route.path.split('/'),
}));

/** The first route whose method and path fit, with what stood in place of its parameters. */
export function routeOf(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
  const given = path.split('/');
  for (const { route, steps } of routes) {
    if (route.method !== method || steps.length !== given.length) continue;
    if (!steps.every((step, index) => step.startsWith(':') || step === given[index])) continue;
    const named = steps.flatMap((step, index) =>
      step.startsWith(':') ? [[step.slice(1), decodeURIComponent(given[index]!)]] : [],
    );
    return { route, params: Object.fromEntries(named) };
  }
  return undefined;
}
