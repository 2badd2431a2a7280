import { SluiceError } from '../../base/errors.ts'
import type { Link, Model, Models } from '../../model/model.ts'
import { modelNamed } from '../../model/model.ts'

/** To-one links, one after the other. */
export type Path = readonly string[]

/** No warehouse's models lie further apart; it bounds what a cycle of links could cost. */
const FARTHEST = 8

/**
 * The shortest to-one path from a model to another, within one warehouse; empty where both are one. `via` holds dotted
 * paths that are taken where several are as short.
 * @throws INVALID_REQUEST where several are, and none is in `via`
 */
export function shortestPath(
  models: Models,
  from: Model,
  to: string,
  via: readonly string[] = [],
): Path | undefined {
  const chosen = via.map((path) => path.split('.')).find((path) => endOf(models, from, path) === to)
  if (chosen) return chosen
  const found = shortest(models, from, to)
  if (found.length < 2) return found[0]
  throw new SluiceError('INVALID_REQUEST', {
    what: `"${from.name}" leads to "${to}" along several paths: ${listed(found)}`,
    expected: 'one path, or a choice between them',
    cure: `Say which with "via", such as via: ["${found[0]?.join('.')}"]`,
  })
}

/** The models that a model leads to, itself included, for messages. */
export function reachable(models: Models, from: Model): readonly string[] {
  const found = new Set([from.name])
  for (const name of found) {
    for (const { to } of steps(models, modelNamed(models, name))) found.add(to)
  }
  return [...found]
}

function shortest(models: Models, from: Model, to: string): readonly Path[] {
  if (from.name === to) return [[]]
  let edge: { readonly model: Model; readonly path: Path }[] = [{ model: from, path: [] }]
  const seen = new Set([from.name])
  for (let length = 0; length < FARTHEST && edge.length > 0; length++) {
    const next = edge.flatMap(({ model, path }) =>
      steps(models, model).map((link) => ({
        model: modelNamed(models, link.to),
        path: [...path, link.name],
      })),
    )
    const there = next.filter(({ model }) => model.name === to)
    if (there.length > 0) return there.map(({ path }) => path)
    edge = next.filter(({ model }) => !seen.has(model.name))
    for (const { model } of edge) seen.add(model.name)
  }
  return []
}

function endOf(models: Models, from: Model, path: Path): string | undefined {
  let at: Model | undefined = from
  for (const name of path) {
    const link: Link | undefined = at ? steps(models, at).find((one) => one.name === name) : undefined
    at = link && modelNamed(models, link.to)
  }
  return at?.name
}

function steps(models: Models, model: Model) {
  return [...model.fields.values()]
    .filter((field) => field.is === 'link')
    .filter((link) => !link.many && modelNamed(models, link.to).warehouse === model.warehouse)
}

function listed(paths: readonly Path[]): string {
  return paths.map((path) => `"${path.join('.')}"`).join(', ')
}
