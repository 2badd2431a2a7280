import { SluiceError } from '../../base/errors.ts'
import { modelNamed, type Link, type Model } from '../../model/model.ts'
import { everything, visible, type Lens } from '../resolve.ts'

/** To-one links, one after the other. */
export type Path = readonly string[]

/** Where a search begins. `authored`: the model's author asks, who sees every link; what is told is told to the viewer. */
export interface Start {
  readonly model: Model
  /** Dotted paths that are taken where several are as short. */
  readonly via?: readonly string[]
  readonly authored?: true
}

/** No warehouse's models lie further apart; it bounds what a cycle of links could cost. */
const FARTHEST = 8

/**
 * The shortest to-one path from a model to another, within one warehouse; empty where both are one.
 * @throws INVALID_REQUEST where several are as short, and none is in `via`
 */
export function shortestPath(lens: Lens, { model, via = [], authored }: Start, to: string): Path | undefined {
  const chosen = via.map((path) => path.split('.')).find((path) => endOf(lens, model, path) === to)
  if (chosen) return chosen
  const found = shortest(authored ? everything(lens) : lens, model, to)
  if (found.length < 2) return found[0]
  const known = found.filter((path) => endOf(lens, model, path) === to)
  const [first] = known
  throw new SluiceError('INVALID_REQUEST', {
    what: `"${model.name}" leads to "${to}" along several paths${first ? `: ${listed(known)}` : ''}`,
    expected: 'one path, or a choice between them',
    ...(first ? { cure: `Say which with "via", such as via: ["${first.join('.')}"]` } : {}),
  })
}

/** @throws INVALID_REQUEST where a dotted path of `via` is none of to-one links that the viewer sees */
export function checkPath(lens: Lens, from: Model, path: string): void {
  if (endOf(lens, from, path.split('.')) !== undefined) return
  const known = steps(lens, from).map(({ name }) => `"${name}"`)
  throw new SluiceError('INVALID_REQUEST', {
    what: `"via" names "${path}", which is no path of to-one links from "${from.name}"`,
    expected:
      known.length > 0 ? `a path that begins with ${known.join(' or ')}` : 'nothing: it has no to-one links',
  })
}

/** The models that a model leads to, itself included, for messages. */
export function reachable(lens: Lens, from: Model): readonly string[] {
  const found = new Set([from.name])
  for (const name of found) {
    for (const { to } of steps(lens, modelNamed(lens.models, name))) found.add(to)
  }
  return [...found]
}

function shortest(lens: Lens, from: Model, to: string): readonly Path[] {
  if (from.name === to) return [[]]
  let edge: { readonly model: Model; readonly path: Path }[] = [{ model: from, path: [] }]
  const seen = new Set([from.name])
  for (let length = 0; length < FARTHEST && edge.length > 0; length++) {
    const next = edge.flatMap(({ model, path }) =>
      steps(lens, model).map((link) => ({
        model: modelNamed(lens.models, link.to),
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

function endOf(lens: Lens, from: Model, path: Path): string | undefined {
  let at: Model | undefined = from
  for (const name of path) {
    const link: Link | undefined = at ? steps(lens, at).find((one) => one.name === name) : undefined
    at = link && modelNamed(lens.models, link.to)
  }
  return at?.name
}

function steps(lens: Lens, model: Model): readonly Link[] {
  return [...model.fields.values()]
    .filter((field) => field.is === 'link')
    .filter((link) => {
      const to = modelNamed(lens.models, link.to)
      return !link.many && to.warehouse === model.warehouse && visible(lens, link)
    })
}

function listed(paths: readonly Path[]): string {
  return paths.map((path) => `"${path.join('.')}"`).join(', ')
}
