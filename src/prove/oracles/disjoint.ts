import { keyAmong, type Dimension, type Model } from '../../model/model.ts'
import { locator } from '../findings/locate.ts'
import { dataOf, type Path } from './json.ts'
import { answersOf, type Oracle, type Suspicion } from './oracle.ts'

export const disjoint: Oracle = {
  name: 'disjoint rows',
  about: 'no row of an answer has a key that is another tenant’s',
  judge(trial, witness) {
    const query = trial.attempt.request.body?.['query']
    if (typeof query !== 'string') return []
    const spotAt = locator(witness.models, query)
    return answersOf(trial).flatMap(([asker, wall, { text }]) =>
      rowsIn(dataOf(text), ['data']).flatMap(({ row, path }): readonly Suspicion[] => {
        const { model } = spotAt(path)
        const of = model === undefined ? undefined : witness.models.byName.get(model)
        const key = of && keyOf(of, row)
        const victim = key && witness.ownerOf(of.name, key)
        if (victim === undefined || victim === asker) return []
        return [{ wall, asker, victim, path, seen: `a row whose key ${key?.join(', ')} is of "${victim}"` }]
      }),
    )
  },
}

interface Row {
  readonly row: Readonly<Record<string, unknown>>
  readonly path: Path
}

function rowsIn(value: unknown, path: Path): readonly Row[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.entries(value).flatMap(([key, one]) =>
    rowsIn(one, [...path, Array.isArray(value) ? Number(key) : key]),
  )
  return Array.isArray(value) ? inner : [{ row: value as Record<string, unknown>, path }, ...inner]
}

function keyOf(model: Model, row: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const dimensions = [...model.fields.values()].filter(
    (field): field is Dimension => field.is === 'dimension',
  )
  const key = keyAmong(model, dimensions)?.map(({ name }) => row[name])
  const whole = key?.every((value) => typeof value === 'string' || typeof value === 'number')
  return whole ? key?.map(String) : undefined
}
