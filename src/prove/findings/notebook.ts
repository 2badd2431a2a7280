import type { Finding, Sighting, Wall } from './finding.ts'

interface Page {
  readonly first: Sighting
  readonly fields: Map<string, number>
  times: number
}

const order: readonly Wall[] = ['all', 'scan', 'storage']

/** Keeps what was seen: one finding for each wall of a model, however many requests told of it. */
export class Notebook {
  readonly #pages = new Map<string, Page>()

  add(sighting: Sighting): void {
    const { wall, model, relation, outlet, field } = sighting
    const key = JSON.stringify([wall, model ?? relation ?? outlet, wall === 'storage' ? relation : ''])
    const known = this.#pages.get(key)
    const page = known ?? { first: sighting, fields: new Map<string, number>(), times: 0 }
    page.times++
    if (field !== undefined) page.fields.set(field, (page.fields.get(field) ?? 0) + 1)
    // Whose it was says more than that there was a difference.
    if (known && known.first.victim === undefined && sighting.victim !== undefined)
      this.#pages.set(key, { ...page, first: sighting })
    else this.#pages.set(key, page)
  }

  /** Worst first. What all walls let through, the walls by themselves let through, too: that is told once. */
  findings(): readonly Finding[] {
    const pages = [...this.#pages.values()]
    const through = new Set(pages.filter(({ first }) => first.wall === 'all').map(({ first }) => first.model))
    return pages
      .filter(({ first }) => first.wall !== 'scan' || !through.has(first.model))
      .map(({ first, fields, times }) => ({
        ...withoutField(first),
        fields: [...fields].sort(([, a], [, b]) => b - a).map(([name]) => name),
        times,
      }))
      .sort((a, b) => order.indexOf(a.wall) - order.indexOf(b.wall) || b.times - a.times)
  }
}

function withoutField({ wall, oracle, asker, outlet, request, seen, cure, ...rest }: Sighting) {
  const { model, relation, victim } = rest
  return {
    wall,
    oracle,
    ...(model === undefined ? {} : { model }),
    ...(relation === undefined ? {} : { relation }),
    asker,
    ...(victim === undefined ? {} : { victim }),
    outlet,
    request,
    seen,
    cure,
  }
}
