import { numberOf, type Maker, type Spot } from './maker.ts'

/** The canary's first four letters as hexadecimal digits: the mark of a tenant where letters can't be. */
function hexMark({ canary, unique }: Spot): string {
  return unique === 'own' ? '00000000' : Buffer.from(canary).toString('hex').slice(0, 8)
}

export const uuids: Maker = {
  span: 100_000,
  make: (n, spot) => `${hexMark(spot)}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
}

export const bytes: Maker = {
  span: 1000,
  make: (n, spot) => String.raw`\x${hexMark(spot)}${n.toString(16).padStart(8, '0')}`,
}

/** A private network a tenant: 10.1.0.0/16 is the first's, 10.0.0.0/16 nobody's. */
export const addresses: Maker = { span: 1000, make: (n, spot) => `${network(spot)}.${octets(n)}` }

export const networks: Maker = { span: 250, make: (n, spot) => `${network(spot)}.${n % 256}.0/24` }

/** `bytes` is 6 or 8. */
export function hardware(bytes: number): Maker {
  return {
    span: 1000,
    make: (n, spot) => {
      const digits = `02${place(spot).toString(16).padStart(2, '0')}${n.toString(16).padStart(bytes * 2 - 4, '0')}`
      return (digits.match(/../g) ?? []).join(':')
    },
  }
}

export const bits: Maker = {
  span: 200,
  make: (n, spot, { length = 16 }) => numberOf(n, spot).toString(2).padStart(length, '0').slice(-length),
}

function network(spot: Spot): string {
  return `10.${place(spot)}`
}

function place({ tenant, unique }: Spot): number {
  return unique === 'own' || tenant === undefined ? 0 : tenant + 1
}

function octets(n: number): string {
  return `${Math.floor(n / 250) % 256}.${(n % 250) + 1}`
}
