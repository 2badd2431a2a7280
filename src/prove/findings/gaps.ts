import type { Models } from '../../model/model.ts'
import type { Harvest } from '../requests/harvest.ts'
import type { Gap } from './finding.ts'
import type { Scouted } from '../scout.ts'
import type { Scene } from '../stage/stage.ts'

interface Seen {
  readonly models: Models
  readonly scouted: Scouted
  readonly harvest: Harvest
  readonly asker: string
  readonly scenes: readonly Scene[]
}

/** What a leak could not have been seen in: the asker has been shown nothing of its own there. */
export function gapsOf({ models, scouted, harvest, asker, scenes }: Seen): readonly Gap[] {
  const gaps: Gap[] = scenes
    .flatMap(({ unprovable }) => unprovable)
    .map(({ what, why, cure }) => ({ what, why, cure: cure ?? 'Look at it by other means' }))
  for (const { field, why } of scouted.refused)
    gaps.push({ what: `the root field ${field}`, why: `it was refused: ${why}`, cure: 'Run `sluice check`' })
  for (const model of models.byName.values()) {
    const dimensions = [...model.fields.values()].filter(({ is }) => is === 'dimension')
    const missing = dimensions.filter(({ name }) => !harvest.has(model.name, name, asker))
    const cure = 'Look whether a row of that kind can be made up: its types, keys and checks'
    if (missing.length === dimensions.length && dimensions.length > 0)
      gaps.push({ what: model.name, why: 'the asker was shown no row of it', cure })
    else
      for (const { name } of missing)
        gaps.push({ what: `${model.name}.${name}`, why: 'the asker was shown no value of it', cure })
  }
  return gaps
}
