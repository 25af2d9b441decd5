/** Which addresses of the web may be asked: public ones alone, so that nobody can point the bot at the network it runs in. */
import ipaddr from 'ipaddr.js';

/**
 * Special ranges that ipaddr.js takes for ordinary ones (IANA special-purpose registries): IPv4-compatible addresses, which
 * some systems route to the IPv4 address inside; site-local; local NAT64 (RFC 8215); discard only; SRv6; dummy prefix.
 */
const special = [
  '::/96',
  'fec0::/10',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '100:0:0:1::/64',
  '5f00::/16',
  '2002::/16',
  '2001::/23',
  '192.0.0.0/24',
  '198.18.0.0/15',
  '192.88.99.0/24',
  '240.0.0.0/4',
].map((range) => ipaddr.parseCIDR(range));

/** Whether an IP address in its text form belongs to the public internet. Anything that is no address does not. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  return address.range() === 'unicast' && !special.some(([net, bits]) => net.kind() === address.kind() && address.match(net, bits));
}

/** Why an address cannot be asked, or the parsed address. Names are resolved only later, at the time of the connection. */
export function checkAddress(text: string, permitted: (address: string) => boolean, base?: string): URL | string {
  const url = text.length <= 2000 ? URL.parse(text, base) : null;
  if (!url) return 'This is no web address. Write one that begins with https://.';
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return 'Only addresses that begin with http:// or https:// can be read.';
  if (url.username || url.password) return 'The address holds a user name or password. Footnote reads public pages only.';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const open = permitted(host);
  if (url.port !== '' && !open) return 'The address names a port. Footnote reads pages on the usual ports of http and https only.';
  if (ipaddr.isValid(host) && !open && !isPublicAddress(host)) return notPublic;
  url.hash = '';
  return url;
}

/** One sentence for every address that is not public: it must not tell an open port from a closed one. */
export const notPublic = 'This address is not on the public internet.';
