/** How much of a demo is made. */
export interface Profile {
  readonly shops: number
  readonly orders: number
  /** How far back the history goes. */
  readonly months: number
}

export const profiles = {
  /** What `sluice demo` shows: 200,000 orders of 40 shops. */
  full: { shops: 40, orders: 200_000, months: 26 },
  /** For tests: four shops, among them one that has left. */
  small: { shops: 4, orders: 2_000, months: 26 },
} as const satisfies Record<string, Profile>

export type ProfileName = keyof typeof profiles
