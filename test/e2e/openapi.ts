/** Discord's own description of its API as a judge of every body that the bot sends. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** Where Discord's openapi.json lies; tests that need it are skipped without. */
export const openApiPath = process.env.DISCORD_OPENAPI;

/** Says what is wrong with the JSON body of a request such as `POST /channels/1/messages`; undefined when nothing is. Fields unknown to Discord are allowed, as Discord allows them. */
export type BodyJudge = (request: string, body: unknown) => string | undefined;

interface Description {
  readonly paths: Record<string, Record<string, { requestBody?: { content?: Record<string, unknown> } }>>;
}

const snowflake = /^(0|[1-9][0-9]*)$/;

/** Where the description and Discord's documentation differ, the documentation holds: permissions travel as strings. */
const asDescribed = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body), (key, value) =>
    key === 'default_member_permissions' && typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
  );

/** Reads the description once and compiles a schema when it is first needed. Without a path, every body passes. */
export function bodyJudge(path: string | undefined = openApiPath): BodyJudge {
  if (!path) return () => undefined;
  const description = JSON.parse(readFileSync(path, 'utf8')) as Description;
  const ajv = new Ajv2020({
    strict: false,
    validateFormats: true,
    allErrors: false,
    formats: { snowflake, int32: true, int64: true, double: true, nonce: true, uri: true, 'date-time': true },
  });
  ajv.addSchema(description as object, 'discord');
  const compiled = new Map<string, ValidateFunction>();
  const routes = Object.entries(description.paths).map(([template, methods]) => ({
    template,
    methods,
    steps: template.split('/'),
  }));

  return (request, sent) => {
    if (sent === undefined) return undefined;
    const body = asDescribed(sent);
    const [method = '', path = ''] = request.split(' ');
    const given = path.split('/');
    const fitting = routes.filter(
      ({ steps }) => steps.length === given.length && steps.every((step, index) => step.startsWith('{') || step === given[index]),
    );
    // The path with the most literal steps: `/messages/@original` before `/messages/{message_id}`.
    const route = fitting.sort(
      (a, b) => a.steps.filter((step) => step.startsWith('{')).length - b.steps.filter((step) => step.startsWith('{')).length,
    )[0];
    if (!route) return `${request}: Discord has no such path`;
    if (!route.methods[method.toLowerCase()]) return `${request}: Discord has no such method there`;
    if (!route.methods[method.toLowerCase()]?.requestBody?.content?.['application/json']) return undefined;
    const pointer = ['paths', route.template, method.toLowerCase(), 'requestBody', 'content', 'application/json', 'schema']
      .map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `discord#/${pointer}` });
    compiled.set(pointer, validate);
    return validate(body) ? undefined : `${request}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body).slice(0, 600)}`;
  };
}
