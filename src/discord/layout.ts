/** Discord's Components V2 as plain data: the pieces that messages are put together from. */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APIMessageTopLevelComponent,
  type APISectionComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';

/** The one brand colour, the edge of an answer. */
const accent = 0x3d6b8c;

export const text = (content: string): APITextDisplayComponent => ({ type: ComponentType.TextDisplay, content });

export const section = (content: string, accessory: APIButtonComponent): APISectionComponent => ({
  type: ComponentType.Section,
  components: [text(content)],
  accessory,
});

export const container = (components: readonly APIComponentInContainer[], accented: boolean): APIContainerComponent => ({
  type: ComponentType.Container,
  components: [...components],
  ...(accented && { accent_color: accent }),
});

export const separator = (): APIComponentInContainer => ({ type: ComponentType.Separator });

export const link = (label: string, url: string): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Link,
  label,
  url,
});

/** Grey, as all buttons here are. */
export const button = (label: string, customId: string): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label,
  custom_id: customId,
});

/** Action rows of at most five buttons; none for none. */
export const rows = (buttons: readonly APIComponentInMessageActionRow[]): APIActionRowComponent<APIComponentInMessageActionRow>[] =>
  Array.from({ length: Math.ceil(buttons.length / 5) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * 5, row * 5 + 5),
  }));

const textsOf = (component: unknown): string[] => {
  if (typeof component !== 'object' || component === null) return [];
  const { content, components } = component as { content?: unknown; components?: unknown };
  return [...(typeof content === 'string' ? [content] : []), ...(Array.isArray(components) ? components.flatMap(textsOf) : [])];
};

/** Every text display, in order. */
export const texts = (components: readonly unknown[]): string[] => components.flatMap(textsOf);

const countOf = (component: unknown): number => {
  if (typeof component !== 'object' || component === null) return 0;
  const { components, accessory } = component as { components?: unknown[]; accessory?: unknown };
  return 1 + (components ?? []).reduce((sum: number, inner) => sum + countOf(inner), 0) + countOf(accessory);
};

/** Discord's limits: 40 components counting nested ones, 4,000 characters in all text displays. */
export const fits = (components: readonly APIMessageTopLevelComponent[]): boolean =>
  components.reduce((sum, component) => sum + countOf(component), 0) <= 40 &&
  texts(components).reduce((sum, content) => sum + content.length, 0) <= 4000;

/** The components made of the first of some things with which they fit; of the last, where none does. */
export const firstThatFits = <T>(
  things: Iterable<T>,
  compose: (thing: T) => APIMessageTopLevelComponent[],
): APIMessageTopLevelComponent[] => {
  let components: APIMessageTopLevelComponent[] = [];
  for (const thing of things) {
    components = compose(thing);
    if (fits(components)) break;
  }
  return components;
};
