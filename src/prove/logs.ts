import type { Houses } from './stage/houses.ts'
import type { Sighting } from './findings/finding.ts'

/** A tenant's texts have no place in a log: whoever reads it is of another tenant, or of none. */
export function sightingsInLogs(houses: Houses, canaries: ReadonlyMap<string, string>): readonly Sighting[] {
  return Object.values(houses).flatMap(({ log }) => {
    const lines: readonly string[] = log().split('\n')
    return [...canaries].flatMap(([victim, word]): readonly Sighting[] => {
      const line = lines.find((one) => one.toLowerCase().includes(word))
      if (line === undefined) return []
      return [
        {
          wall: 'all',
          oracle: 'canaries',
          asker: 'whoever reads the log',
          victim,
          outlet: 'log',
          request: line.slice(0, 500),
          seen: `a text of "${victim}" in the log`,
          cure: 'Report it with the seed: it is a defect of Sluice',
        },
      ]
    })
  })
}
