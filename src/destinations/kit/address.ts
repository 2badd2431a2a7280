import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { SluiceError } from '../../base/errors.ts'

/** Networks that aren't the public internet (IANA special-purpose registries). A mapped IPv4 address counts as IPv4. */
const PRIVATE: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fec0::', 10],
  ['ff00::', 8],
]

/** Where clouds hand out credentials to whoever asks: refused even where private addresses are allowed. */
const METADATA: readonly (readonly [network: string, bits: number])[] = [
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['192.0.0.192', 32],
  ['fe80::', 10],
  ['fd00:ec2::254', 128],
  ['fd20:ce::254', 128],
]

const privateNetworks = blockList(PRIVATE)
const metadataNetworks = blockList(METADATA)

/** Whether a request may go to this address. */
export function mayReach(address: string, allowPrivate: boolean): boolean {
  const family = isIP(address)
  if (family === 0) return false
  const name = family === 6 ? 'ipv6' : 'ipv4'
  if (metadataNetworks.check(address, name)) return false
  return allowPrivate || !privateNetworks.check(address, name)
}

/**
 * A look-up for the moment of connecting, so that a name which changes its answer between check and use
 * (DNS rebinding) gains nothing. An answer with one forbidden address is refused as a whole.
 */
export function guardedLookup(allowPrivate: boolean, ask: typeof resolve = resolve): LookupFunction {
  return (hostname, options, done) => {
    ask(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '')
      if (found.length === 0 || found.some(({ address }) => !mayReach(address, allowPrivate))) {
        return done(refusal(hostname), '')
      }
      if (options.all) return done(null, found)
      return done(null, found[0]?.address ?? '', found[0]?.family)
    })
  }
}

/** @throws DESTINATION_REFUSED where the host is a forbidden address outright; names are checked when connecting */
export function checkHost(url: URL, allowPrivate: boolean): void {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !mayReach(host, allowPrivate)) throw refusal(host)
}

function refusal(host: string): SluiceError {
  return new SluiceError('DESTINATION_REFUSED', {
    what: `\`${host}\` is not an address on the public internet`,
    expected: 'a public address',
    cure: 'If the destination is inside your own network, set `allowPrivate: true` for it in sluice.yaml',
  })
}

function blockList(networks: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [network, bits] of networks) list.addSubnet(network, bits, isIP(network) === 6 ? 'ipv6' : 'ipv4')
  return list
}
