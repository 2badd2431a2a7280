/** How long a proof takes at most, apart from what every run tries. */
export interface Budget {
  readonly name: 'quick' | 'usual' | 'full'
  /** Seconds for what goes beyond the least. */
  readonly seconds: number
}

export const budgets: Readonly<Record<Budget['name'], Budget>> = {
  quick: { name: 'quick', seconds: 5 },
  usual: { name: 'usual', seconds: 75 },
  full: { name: 'full', seconds: 7_200 },
}
