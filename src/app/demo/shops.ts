import type { Category } from './goods.ts'

/** A shop before anything has happened to it. The order is the order of size. */
export interface Shop {
  /** The tenant's id. */
  readonly id: string
  readonly name: string
  readonly place: Place
  readonly sells: Category
}

interface Place {
  readonly country: string
  readonly region: 'AMER' | 'EMEA' | 'APAC'
  readonly currency: Currency
  readonly timeZone: string
  /** Minutes ahead of UTC, without summer time: it only shapes the hours at which people buy. */
  readonly offset: number
}

export type Currency = keyof typeof usdRates

/** Units of a currency for a US dollar, times 10,000: integers, fixed, so that amounts add up for ever. */
export const usdRates = {
  USD: 10_000,
  EUR: 9_200,
  GBP: 7_900,
  JPY: 1_500_000,
  BRL: 54_000,
  INR: 835_000,
  AUD: 15_200,
  SEK: 105_000,
} as const

const places = {
  newYork: { country: 'US', region: 'AMER', currency: 'USD', timeZone: 'America/New_York', offset: -300 },
  losAngeles: {
    country: 'US',
    region: 'AMER',
    currency: 'USD',
    timeZone: 'America/Los_Angeles',
    offset: -480,
  },
  saoPaulo: { country: 'BR', region: 'AMER', currency: 'BRL', timeZone: 'America/Sao_Paulo', offset: -180 },
  london: { country: 'GB', region: 'EMEA', currency: 'GBP', timeZone: 'Europe/London', offset: 0 },
  paris: { country: 'FR', region: 'EMEA', currency: 'EUR', timeZone: 'Europe/Paris', offset: 60 },
  berlin: { country: 'DE', region: 'EMEA', currency: 'EUR', timeZone: 'Europe/Berlin', offset: 60 },
  stockholm: { country: 'SE', region: 'EMEA', currency: 'SEK', timeZone: 'Europe/Stockholm', offset: 60 },
  tokyo: { country: 'JP', region: 'APAC', currency: 'JPY', timeZone: 'Asia/Tokyo', offset: 540 },
  kolkata: { country: 'IN', region: 'APAC', currency: 'INR', timeZone: 'Asia/Kolkata', offset: 330 },
  sydney: { country: 'AU', region: 'APAC', currency: 'AUD', timeZone: 'Australia/Sydney', offset: 600 },
} as const satisfies Record<string, Place>

type Line = readonly [name: string, place: keyof typeof places, sells: Category]

const lines: readonly Line[] = [
  ['Lumen Lane', 'newYork', 'lighting'],
  ['Northbeam Outdoors', 'stockholm', 'outdoor'],
  ['Papier Bleu', 'paris', 'stationery'],
  ['Kettle & Crane', 'london', 'kitchen'],
  ['Sunday Bicycle', 'losAngeles', 'cycling'],
  ['Hikari Audio', 'tokyo', 'audio'],
  ['Fernweh Reisen', 'berlin', 'outdoor'],
  ['Mango Street', 'kolkata', 'fashion'],
  ['Tidewater Surf', 'sydney', 'outdoor'],
  ['Casa Jacaranda', 'saoPaulo', 'home'],
  ['Copper Pot', 'newYork', 'kitchen'],
  ['Velvet Owl', 'london', 'fashion'],
  ['Atelier Rouge', 'paris', 'fashion'],
  ['Bright Beans', 'losAngeles', 'coffee'],
  ['Kleine Welt', 'berlin', 'toys'],
  ['Fjord & Fold', 'stockholm', 'home'],
  ['Sakura Stationery', 'tokyo', 'stationery'],
  ['Monsoon Tea', 'kolkata', 'coffee'],
  ['Bush & Bower', 'sydney', 'garden'],
  ['Rio Verde', 'saoPaulo', 'garden'],
  ['Harbor Sound', 'newYork', 'audio'],
  ['Thistle Toys', 'london', 'toys'],
  ['Le Petit Jardin', 'paris', 'garden'],
  ['Pixel Pedals', 'losAngeles', 'cycling'],
  ['Werkbank Nord', 'berlin', 'home'],
  ['Polar Spokes', 'stockholm', 'cycling'],
  ['Matcha Moon', 'tokyo', 'coffee'],
  ['Indigo Loom', 'kolkata', 'fashion'],
  ['Coral Kitchen', 'sydney', 'kitchen'],
  ['Ipê Records', 'saoPaulo', 'audio'],
  ['Maple & Main', 'newYork', 'home'],
  ['Foxglove Press', 'london', 'stationery'],
  ['Lampe Claire', 'paris', 'lighting'],
  ['Desert Bloom', 'losAngeles', 'garden'],
  ['Spielraum', 'berlin', 'toys'],
  ['Lykta', 'stockholm', 'lighting'],
  ['Koto Kids', 'tokyo', 'toys'],
  ['Chai Circle', 'kolkata', 'coffee'],
  ['Southern Lantern', 'sydney', 'lighting'],
  ['Panela Preta', 'saoPaulo', 'kitchen'],
]

export const shops: readonly Shop[] = lines.map(([name, place, sells]) => ({
  id: slug(name),
  name,
  place: places[place],
  sells,
}))

function slug(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036F]/g, '')
    .replaceAll(/[^a-z]+/g, '-')
}
