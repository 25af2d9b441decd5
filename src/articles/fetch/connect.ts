/** Connections to public addresses alone: checked when the name is looked up and again when the connection stands. */
import { lookup as dnsLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isPublicAddress, notPublic } from './address.ts';

/** Thrown where a name leads to an address that is not public. */
export class NotPublic extends Error {
  constructor() {
    super(notPublic);
    this.name = 'NotPublic';
  }
}

export interface ConnectOptions {
  /** Addresses (or names, for their ports) that may be asked although they are not public. For tests. */
  readonly permitted: (address: string) => boolean;
  /** All addresses of a name. The system's resolver, unless a test brings its own. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

const systemResolve = async (host: string) => (await dnsLookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** An undici agent whose every connection goes to a checked address. One bad record among a name's addresses refuses the name. */
export function createAgent({ permitted, resolve = systemResolve }: ConnectOptions, connectTimeout: number): Agent {
  const good = (address: string) => permitted(address) || isPublicAddress(address);
  const lookup: LookupFunction = (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        if (addresses.length === 0 || !addresses.every(good)) return callback(new NotPublic(), '', 0);
        const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
        return options.all ? callback(null, found) : callback(null, found[0]!.address, found[0]!.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
  const connect = buildConnector({ timeout: connectTimeout, lookup, allowH2: false });
  return new Agent({
    connect: (options, callback) =>
      connect(options, (error, socket) => {
        if (error) return callback(error, null);
        if (good(socket?.remoteAddress ?? '')) return callback(null, socket!);
        socket?.destroy();
        return callback(new NotPublic(), null);
      }),
    connections: 2,
    pipelining: 1,
    maxHeaderSize: 32_768,
    keepAliveTimeout: 2000,
  });
}
