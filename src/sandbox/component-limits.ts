/**
 * What Discord refuses in components: https://docs.discord.com/developers/components/reference
 * Components arrive as foreign JSON, so each is looked at as such.
 */
import { ButtonStyle, ComponentType as C } from 'discord-api-types/v10';
import type { FormProblems } from './refusal.ts';

type Path = readonly (string | number)[];
export type Json = Record<string, unknown>;

/** What is counted over the whole message. */
interface Tally {
  components: number;
  text: number;
  readonly customIds: Set<string>;
}

/** The kinds of selects. */
export const selects: readonly unknown[] = [C.StringSelect, C.UserSelect, C.RoleSelect, C.MentionableSelect, C.ChannelSelect];
const topLegacy: readonly unknown[] = [C.ActionRow];
const topV2: readonly unknown[] = [C.ActionRow, C.Section, C.TextDisplay, C.MediaGallery, C.File, C.Separator, C.Container];
const inContainer: readonly unknown[] = topV2.filter((type) => type !== C.Container);
const inModal: readonly unknown[] = [C.ActionRow, C.Label, C.TextDisplay];
const inLabel: readonly unknown[] = [C.TextInput, ...selects, C.FileUpload, C.RadioGroup, C.CheckboxGroup, C.Checkbox];

export const list = (value: unknown): Json[] => (Array.isArray(value) ? value : []);

/** Every component below these, parents before children. */
export function walk(components: unknown): Json[] {
  return list(components).flatMap((component) => [
    component,
    ...walk(component.components),
    ...walk(component.accessory ? [component.accessory] : []),
    ...walk(component.component ? [component.component] : []),
  ]);
}

/** Components of a message. With `v2`: 40 components counting nested ones, 4000 characters in all text displays together. */
export function checkMessageComponents(components: unknown, v2: boolean, problems: FormProblems): void {
  const tally: Tally = { components: 0, text: 0, customIds: new Set() };
  checkList(components, ['components'], v2 ? topV2 : topLegacy, tally, problems);
  if (!v2 && list(components).length > 5) problems.add(['components'], 'BASE_TYPE_MAX_LENGTH', 'Must be 5 or fewer in length.');
  if (v2 && tally.components > 40)
    problems.add(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', 'The total number of components cannot exceed 40.');
  if (tally.text > 4000)
    problems.add(
      ['components'],
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      'Components displayable text size exceeds maximum size of 4000.',
    );
}

/** A modal: title up to 45 characters, one to five rows or labels. */
export function checkModal(data: Json, problems: FormProblems): void {
  problems.length(['data', 'title'], data.title, 1, 45);
  problems.length(['data', 'custom_id'], data.custom_id, 1, 100);
  const rows = list(data.components).length;
  if (rows < 1 || rows > 5) problems.add(['data', 'components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
  checkList(data.components, ['data', 'components'], inModal, { components: 0, text: 0, customIds: new Set() }, problems);
}

function checkList(value: unknown, path: Path, allowed: readonly unknown[], tally: Tally, problems: FormProblems): void {
  if (value !== undefined && value !== null && !Array.isArray(value)) problems.add(path, 'BASE_TYPE_LIST', 'Must be a list.');
  for (const [index, component] of list(value).entries()) {
    const at = [...path, index];
    tally.components++;
    if (allowed.includes(component.type)) checkOne(component, at, tally, problems);
    else problems.add([...at, 'type'], 'UNION_TYPE_CHOICES', `Value of field "type" must be one of (${allowed.join(', ')}).`);
  }
}

function checkOne(component: Json, at: Path, tally: Tally, problems: FormProblems): void {
  const need = (ok: boolean, field: string, code: string, message: string) => ok || problems.add([...at, field], code, message);
  const children = (field: string, min: number, max: number) =>
    need(
      list(component[field]).length >= min && list(component[field]).length <= max,
      field,
      'BASE_TYPE_BAD_LENGTH',
      `Must be between ${min} and ${max} in length.`,
    );
  const isButtonLink =
    component.type === C.Button && (component.style === ButtonStyle.Link || component.style === ButtonStyle.Premium);
  if ('custom_id' in component && component.custom_id !== undefined && !isButtonLink) {
    problems.length([...at, 'custom_id'], component.custom_id, 1, 100);
    if (tally.customIds.has(component.custom_id as string))
      problems.add([...at, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
    tally.customIds.add(component.custom_id as string);
  }
  switch (component.type) {
    case C.ActionRow: {
      children('components', 1, 5);
      checkList(component.components, [...at, 'components'], [C.Button, ...selects, C.TextInput], tally, problems);
      const wide = list(component.components).filter(({ type }) => type !== C.Button).length;
      need(
        wide === 0 || list(component.components).length === 1,
        'components',
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
      );
      break;
    }
    case C.Button:
      checkButton(component, at, problems);
      break;
    case C.StringSelect: {
      need(typeof component.custom_id === 'string', 'custom_id', 'BASE_TYPE_REQUIRED', 'This field is required');
      children('options', 1, 25);
      const values = new Set<unknown>();
      for (const [index, option] of list(component.options).entries()) {
        const path = [...at, 'options', index];
        problems.length([...path, 'label'], option.label, 1, 100);
        problems.length([...path, 'value'], option.value, 1, 100);
        if (option.description) problems.length([...path, 'description'], option.description, 1, 100);
        if (values.has(option.value))
          problems.add(
            [...path, 'value'],
            'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
            'The specified option value is already used',
          );
        values.add(option.value);
      }
      if (component.placeholder) problems.length([...at, 'placeholder'], component.placeholder, 1, 150);
      break;
    }
    case C.TextInput:
      need(typeof component.custom_id === 'string', 'custom_id', 'BASE_TYPE_REQUIRED', 'This field is required');
      if (component.label !== undefined) problems.length([...at, 'label'], component.label, 1, 45);
      if (component.placeholder) problems.length([...at, 'placeholder'], component.placeholder, 1, 100);
      if (component.value) problems.length([...at, 'value'], component.value, 0, 4000);
      break;
    case C.Section:
      children('components', 1, 3);
      checkList(component.components, [...at, 'components'], [C.TextDisplay], tally, problems);
      if (component.accessory) checkList([component.accessory], [...at, 'accessory'], [C.Button, C.Thumbnail], tally, problems);
      else problems.add([...at, 'accessory'], 'BASE_TYPE_REQUIRED', 'This field is required');
      break;
    case C.TextDisplay:
      problems.length([...at, 'content'], component.content, 1, 4000);
      tally.text += typeof component.content === 'string' ? component.content.length : 0;
      break;
    case C.MediaGallery:
      children('items', 1, 10);
      break;
    case C.File: {
      const url = (component.file as Json | undefined)?.url;
      need(
        typeof url === 'string' && url.startsWith('attachment://'),
        'file',
        'BASE_TYPE_REQUIRED',
        'A file must refer to an attachment://',
      );
      break;
    }
    case C.Container:
      children('components', 1, 40);
      checkList(component.components, [...at, 'components'], inContainer, tally, problems);
      break;
    case C.Label:
      problems.length([...at, 'label'], component.label, 1, 45);
      if (component.description) problems.length([...at, 'description'], component.description, 1, 100);
      checkList(component.component ? [component.component] : [], [...at, 'component'], inLabel, tally, problems);
      if (!component.component) problems.add([...at, 'component'], 'BASE_TYPE_REQUIRED', 'This field is required');
      break;
  }
}

function checkButton(button: Json, at: Path, problems: FormProblems): void {
  if (button.label !== undefined) problems.length([...at, 'label'], button.label, 1, 80);
  if (button.style === ButtonStyle.Link) {
    problems.length([...at, 'url'], button.url, 1, 512);
    if (typeof button.url === 'string' && !/^(https?|discord):\/\/./.test(button.url))
      problems.add([...at, 'url'], 'URL_TYPE_INVALID_SCHEME', "Scheme must be one of ('http', 'https', 'discord').");
    if (button.custom_id)
      problems.add(
        [...at, 'custom_id'],
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
  } else {
    if (typeof button.custom_id !== 'string') problems.add([...at, 'custom_id'], 'BASE_TYPE_REQUIRED', 'This field is required');
    if (button.url)
      problems.add(
        [...at, 'url'],
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
  }
  if (!button.label && !button.emoji)
    problems.add(at, 'BUTTON_COMPONENT_MUST_HAVE_LABEL_OR_EMOJI', 'A button must have a label or an emoji');
}
