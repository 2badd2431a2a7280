import { never } from '../../base/errors.ts'
import { formulaReferences, type Expression } from '../expression.ts'
import { alongKinds, measureKinds } from '../kinds/index.ts'
import type { Measure } from '../model.ts'
import type { MinGroup } from '../rules.ts'
import { referred } from './formula.ts'
import { followAll, type Followed } from './follow.ts'
import type { Draft, Loading } from './loading.ts'

/** Roles of which one has to be held, for each thing that isn't for everybody. */
type Lists = readonly (readonly string[])[]

type Of = (draft: Draft, measure: Measure) => Lists

/**
 * Says of every measure who may see it (`Measure.clears`). All fields and rules are known by now, and that no measure
 * is made of itself.
 */
export function readClears(
  loading: Loading,
  rules: ReadonlyMap<string, { readonly minGroup?: MinGroup }>,
): void {
  const masked = openMasked(loading)
  const grouped = openGrouped(loading, (model) => rules.get(model)?.minGroup)
  for (const draft of loading.drafts.values()) {
    for (const field of draft.fields.values()) {
      if (field.is !== 'measure') continue
      const clears = unique([...masked(draft, field), ...grouped(draft, field)])
      draft.fields.set(field.name, Object.freeze({ ...field, clears }))
    }
  }
}

/** Of each masked dimension that a measure reads: who sees it clear. */
function openMasked(loading: Loading): Of {
  const of = once((draft, measure) => {
    if (draft.computed.has(measure.name)) return []
    const own = readsOf(loading, draft, measure).flatMap(({ dimension: { pii } }) =>
      pii && pii.mask !== 'NONE' ? [pii.clear] : [],
    )
    return [...own, ...partsOf(loading, draft, measure).flatMap(([model, part]) => of(model, part))]
  })
  return of
}

/** Of each model whose small groups a measure would tell apart: who sees its rows. */
function openGrouped(loading: Loading, groupsOf: (model: string) => MinGroup | undefined): Of {
  const of = once((draft, measure) => {
    const parts = partsOf(loading, draft, measure)
    const read = readsOf(loading, draft, measure).flatMap(({ models }) => models)
    const others = [...read, ...parts.map(([model]) => model), ...secondOf(loading, measure)].filter(
      (model) => model !== draft,
    )
    const own = groupsOf(draft.name)
    const told = [
      ...others.map(({ name }) => groupsOf(name)),
      own && tellsRows(measure, own) ? own : undefined,
    ]
    return [
      ...told.flatMap((group) => (group ? [group.clear] : [])),
      ...parts.flatMap(([model, part]) => of(model, part)),
    ]
  })
  return of
}

/** Whether a measure tells of single rows, or cuts through the groups that its model is told in. */
function tellsRows({ kind, computation }: Measure, { by }: MinGroup): boolean {
  if (measureKinds[kind]?.reveals) return true
  const along = computation.is === 'aggregate' ? computation.along : undefined
  return along !== undefined && (alongKinds[along.is].reveals || !by.includes(along.over))
}

/** The measures that arithmetic is made of. */
function partsOf(
  loading: Loading,
  draft: Draft,
  { computation }: Measure,
): readonly (readonly [Draft, Measure])[] {
  if (computation.is !== 'formula') return []
  return formulaReferences(computation.formula)
    .map((reference) => referred(loading, draft, reference))
    .filter((found) => found !== undefined)
}

/** The dimensions that a measure is computed from, its parts' not among them. */
function readsOf(loading: Loading, draft: Draft, measure: Measure): readonly Followed[] {
  const { computation } = measure
  switch (computation.is) {
    case 'formula':
      return []
    case 'aggregate': {
      const { of, where, along } = computation
      return read(loading, draft, [of, where, along && naming(along.over)])
    }
    case 'conversion': {
      const { per, where, at, to } = computation
      const [second = draft] = secondOf(loading, measure)
      return [
        ...read(loading, draft, [per, where, naming(at)]),
        ...read(loading, second, [to.per, to.where, naming(to.at)]),
      ]
    }
    default:
      return never(computation)
  }
}

function read(loading: Loading, draft: Draft, of: readonly (Expression | undefined)[]): readonly Followed[] {
  return of.flatMap((expression) => (expression ? followAll(loading, draft, expression) : []))
}

/** A dimension by its name alone, as an expression. */
function naming(name: string): Expression {
  return { text: `{${name}}`, parts: [{ path: [name], offset: 0 }] }
}

/** The model of a conversion's second event. */
function secondOf(loading: Loading, { computation }: Measure): readonly Draft[] {
  const second = computation.is === 'conversion' ? loading.drafts.get(computation.to.model) : undefined
  return second ? [second] : []
}

/** Each measure once, however many formulas it is part of. */
function once(of: Of): Of {
  const known = new Map<string, Lists>()
  return (draft, measure) => {
    const name = `${draft.name}.${measure.name}`
    const found = known.get(name) ?? unique(of(draft, measure))
    known.set(name, found)
    return found
  }
}

function unique(lists: Lists): Lists {
  return Object.freeze([...new Map(lists.map((list) => [JSON.stringify(list), list])).values()])
}
