/** Which network addresses a picture may be fetched from when private ones are not allowed. */
import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The error of a look-up that found none but refused addresses. */
export const PRIVATE_ADDRESS = 'EPRIVATEADDRESS';

/**
 * Whether the address (IPv4 or IPv6 literal, without brackets) is one of the public internet: not private, loopback,
 * link-local, shared (CGNAT), multicast, reserved, nor an IPv4 address in the clothes of IPv6. False for what is no address.
 */
export function isPublicAddress(address: string): boolean {
  // Node's own check, because ipaddr.js takes `1.2.3` for an address.
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  // Outside 2000::/3 nothing is allocated to the internet (IANA, IPv6 global unicast), but `::127.0.0.1` would pass.
  if (parsed.kind() === 'ipv6') return ((parsed.toByteArray()[0] ?? 0) & 0xe0) === 0x20;
  // The metadata service of Azure has an address that looks public.
  return parsed.toString() !== '168.63.129.16';
}

/**
 * A look-up for `node:http` that hands on public addresses only, so that the connection goes to the very address that was
 * checked and a name cannot point elsewhere in between. Fails with code `EPRIVATEADDRESS` if none is left.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '');
    const allowed = addresses.filter(({ address }) => isPublicAddress(address));
    const [first] = allowed;
    if (!first) {
      return callback(Object.assign(new Error('private address'), { code: PRIVATE_ADDRESS }), '');
    }
    if (options.all) callback(null, allowed);
    else callback(null, first.address, first.family);
  });
};
