interface Range {
  readonly type: string
  readonly weight: number
  readonly place: number
}

/**
 * The one of `offered` that an `Accept` header likes best: by weight, then the range that says it most exactly, then
 * the header's order, then ours. The first where there is no header; undefined where none will do.
 */
export function preferred<T extends string>(
  accept: string | undefined,
  offered: readonly T[],
): T | undefined {
  if (!accept) return offered[0]
  const ranges = accept.split(',').map(rangeOf)
  const liked = offered.flatMap((type) => {
    const [range] = ranges.filter((range) => exactness(range, type) > 0).sort(byExactness(type))
    return range && range.weight > 0 ? [{ type, range }] : []
  })
  return liked.sort(
    (a, b) =>
      b.range.weight - a.range.weight ||
      exactness(b.range, b.type) - exactness(a.range, a.type) ||
      a.range.place - b.range.place,
  )[0]?.type
}

function rangeOf(text: string, place: number): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
  return { type, weight: weight === undefined ? 1 : Number(weight) || 0, place }
}

function byExactness(type: string) {
  return (a: Range, b: Range) => exactness(b, type) - exactness(a, type) || a.place - b.place
}

/** 3 for the type itself, 2 for `text/*`, 1 for anything, 0 where the range is another. */
function exactness(range: Range, type: string): number {
  if (range.type === type) return 3
  if (range.type === `${type.split('/', 1)[0]}/*`) return 2
  return range.type === '*/*' ? 1 : 0
}
