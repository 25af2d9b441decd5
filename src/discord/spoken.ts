/** What was said, as words to look for. */

/**
 * What Discord writes between angle brackets (mentions of people, roles, channels and commands, a server's own emoji, times), and
 * addresses: nothing that an article could say. https://discord.com/developers/docs/reference#message-formatting
 */
const noWords =
  /<(?:@[!&]?|#|id:|a?:\w{1,32}:)[\w-]{1,40}>|<\/[^<>:]{1,100}:\d{1,20}>|<t:-?\d{1,16}(?::[a-zA-Z])?>|https?:\/\/\S+/g;

/** A message or an option as one line of words: without mentions, emoji of a server, times and addresses. */
export const spokenWords = (content: string): string => content.replace(noWords, ' ').replace(/\s+/g, ' ').trim();
