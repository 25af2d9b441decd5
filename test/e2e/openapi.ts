/** Discord's own description of its API as a judge of every body that the bot sends. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** Where Discord's openapi.json lies; tests that need it are skipped without. */
export const openApiPath = process.env.DISCORD_OPENAPI;

/** Says what is wrong with the JSON of a request such as `POST /channels/1/messages`; undefined when nothing is. Fields unknown to Discord are allowed, as Discord allows them. */
export type Judge = (request: string, json: unknown) => string | undefined;

interface Content {
  readonly content?: Record<string, unknown>;
}

interface Operation {
  readonly requestBody?: Content;
  readonly responses?: Record<string, Content>;
}

interface Description {
  readonly paths: Record<string, Record<string, Operation>>;
}

const snowflake = /^(0|[1-9][0-9]*)$/;

/** Where the description and Discord's documentation differ, the documentation holds: permissions travel as strings. */
const sentAsDescribed = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body), (key, value) =>
    key === 'default_member_permissions' && typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
  );

/** Judges what the bot sends. Reads the description once and compiles a schema when it is first needed. Without a path, everything passes. */
export const bodyJudge = (path: string | undefined = openApiPath): Judge =>
  judge(path, ({ requestBody }) => [requestBody, ['requestBody']], sentAsDescribed);

/** Judges the sandbox itself: what it answers with status 200. */
export const answerJudge = (path: string | undefined = openApiPath): Judge =>
  judge(path, ({ responses }) => [responses?.['200'], ['responses', '200']]);

const parameters = (steps: readonly string[]) => steps.filter((step) => step.startsWith('{')).length;

function judge(
  path: string | undefined,
  place: (operation: Operation) => [Content | undefined, readonly string[]],
  prepare: (json: unknown) => unknown = (json) => json,
): Judge {
  if (!path) return () => undefined;
  const description = JSON.parse(readFileSync(path, 'utf8')) as Description;
  const formats = { snowflake, int32: true, int64: true, double: true, nonce: true, uri: true, 'date-time': true } as const;
  const ajv = new Ajv2020({ strict: false, formats });
  ajv.addSchema(description as object, 'discord');
  const compiled = new Map<string, ValidateFunction>();
  const routes = Object.entries(description.paths).map(([template, methods]) => ({
    template,
    methods,
    steps: template.split('/'),
  }));

  return (request, json) => {
    if (json === undefined) return undefined;
    const [method = '', given = ''] = request.split(' ');
    const steps = given.split('/');
    const fitting = routes.filter(
      (one) => one.steps.length === steps.length && one.steps.every((step, index) => step.startsWith('{') || step === steps[index]),
    );
    // The path with the most literal steps: `/messages/@original` before `/messages/{message_id}`.
    const route = fitting.sort((a, b) => parameters(a.steps) - parameters(b.steps))[0];
    if (!route) return `${request}: Discord has no such path`;
    const operation = route.methods[method.toLowerCase()];
    if (!operation) return `${request}: Discord has no such method there`;
    const [content, where] = place(operation);
    if (!content?.content?.['application/json']) return undefined;
    const pointer = ['paths', route.template, method.toLowerCase(), ...where, 'content', 'application/json', 'schema']
      .map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `discord#/${pointer}` });
    compiled.set(pointer, validate);
    const judged = prepare(json);
    return validate(judged)
      ? undefined
      : `${request}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(judged).slice(0, 600)}`;
  };
}
